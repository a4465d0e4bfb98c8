using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Procurement.Migrations
{
    /// <inheritdoc />
    public partial class JournalKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_purchasing_journal_operation",
                schema: "procurement",
                table: "purchasing_journal");

            migrationBuilder.AlterColumn<string>(
                name: "body",
                schema: "procurement",
                table: "purchasing_journal",
                type: "character varying(6)",
                maxLength: 6,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(6)",
                oldMaxLength: 6);

            migrationBuilder.CreateIndex(
                name: "ux_purchasing_journal_operation",
                schema: "procurement",
                table: "purchasing_journal",
                columns: new[] { "operation_id", "body" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_purchasing_journal_operation",
                schema: "procurement",
                table: "purchasing_journal");

            migrationBuilder.AlterColumn<string>(
                name: "body",
                schema: "procurement",
                table: "purchasing_journal",
                type: "character varying(6)",
                maxLength: 6,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(6)",
                oldMaxLength: 6,
                oldCollation: "C");

            migrationBuilder.CreateIndex(
                name: "ux_purchasing_journal_operation",
                schema: "procurement",
                table: "purchasing_journal",
                columns: new[] { "body", "operation_id" },
                unique: true);
        }
    }
}
