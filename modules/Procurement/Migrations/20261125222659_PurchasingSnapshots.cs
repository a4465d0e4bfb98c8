using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Procurement.Migrations
{
    /// <inheritdoc />
    public partial class PurchasingSnapshots : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_purchasing_journal_entry",
                schema: "procurement",
                table: "purchasing_journal");

            migrationBuilder.AddColumn<string>(
                name: "about",
                schema: "procurement",
                table: "purchasing_journal",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "least",
                schema: "procurement",
                table: "purchasing_journal",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "purchasing_snapshot",
                schema: "procurement",
                columns: table => new
                {
                    body = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    account = table.Column<string>(type: "json", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_purchasing_snapshot", x => x.body);
                });

            migrationBuilder.CreateIndex(
                name: "ix_purchasing_journal_about",
                schema: "procurement",
                table: "purchasing_journal",
                columns: new[] { "body", "about" },
                filter: "about is not null");

            migrationBuilder.AddCheckConstraint(
                name: "ck_purchasing_journal_entry",
                schema: "procurement",
                table: "purchasing_journal",
                sql: "version > 0 and octet_length(hash) = 32 and octet_length(previous_hash) = 32 and least >= 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "purchasing_snapshot",
                schema: "procurement");

            migrationBuilder.DropIndex(
                name: "ix_purchasing_journal_about",
                schema: "procurement",
                table: "purchasing_journal");

            migrationBuilder.DropCheckConstraint(
                name: "ck_purchasing_journal_entry",
                schema: "procurement",
                table: "purchasing_journal");

            migrationBuilder.DropColumn(
                name: "about",
                schema: "procurement",
                table: "purchasing_journal");

            migrationBuilder.DropColumn(
                name: "least",
                schema: "procurement",
                table: "purchasing_journal");

            migrationBuilder.AddCheckConstraint(
                name: "ck_purchasing_journal_entry",
                schema: "procurement",
                table: "purchasing_journal",
                sql: "version > 0 and octet_length(hash) = 32 and octet_length(previous_hash) = 32");
        }
    }
}
