using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Procurement.Migrations
{
    /// <inheritdoc />
    public partial class ContractYears : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "right",
                schema: "procurement",
                table: "procurement_case",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "basis",
                schema: "procurement",
                table: "contract",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "basis_name",
                schema: "procurement",
                table: "contract",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "later_parts",
                schema: "procurement",
                table: "contract",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "right",
                schema: "procurement",
                table: "procurement_case");

            migrationBuilder.DropColumn(
                name: "basis",
                schema: "procurement",
                table: "contract");

            migrationBuilder.DropColumn(
                name: "basis_name",
                schema: "procurement",
                table: "contract");

            migrationBuilder.DropColumn(
                name: "later_parts",
                schema: "procurement",
                table: "contract");
        }
    }
}
