using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Procurement.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "procurement");

            migrationBuilder.CreateTable(
                name: "contract",
                schema: "procurement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_name = table.Column<string>(type: "text", nullable: false),
                    buyer_code = table.Column<string>(type: "text", nullable: false),
                    seller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seller_name = table.Column<string>(type: "text", nullable: false),
                    fiscal_year = table.Column<int>(type: "integer", nullable: false),
                    budget_line = table.Column<string>(type: "text", nullable: false),
                    net = table.Column<long>(type: "bigint", nullable: false),
                    tax_rate_percent = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    start = table.Column<DateOnly>(type: "date", nullable: false),
                    end = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offer_json = table.Column<string>(type: "jsonb", nullable: false),
                    concluded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract", x => x.id);
                    table.CheckConstraint("ck_contract_amounts", "net > 0 and total >= net");
                });

            migrationBuilder.CreateTable(
                name: "purchasing_journal",
                schema: "procurement",
                columns: table => new
                {
                    body = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    operation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    events = table.Column<string>(type: "json", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    previous_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_purchasing_journal", x => new { x.body, x.version });
                    table.CheckConstraint("ck_purchasing_journal_entry", "version > 0 and octet_length(hash) = 32 and octet_length(previous_hash) = 32");
                });

            migrationBuilder.CreateIndex(
                name: "ix_contract_buyer_id_concluded_at",
                schema: "procurement",
                table: "contract",
                columns: new[] { "buyer_id", "concluded_at" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_number",
                schema: "procurement",
                table: "contract",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contract_public_id",
                schema: "procurement",
                table: "contract",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contract_seller_id_concluded_at",
                schema: "procurement",
                table: "contract",
                columns: new[] { "seller_id", "concluded_at" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_source_source_id",
                schema: "procurement",
                table: "contract",
                columns: new[] { "source", "source_id" });

            migrationBuilder.CreateIndex(
                name: "ux_purchasing_journal_operation",
                schema: "procurement",
                table: "purchasing_journal",
                columns: new[] { "body", "operation_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "contract",
                schema: "procurement");

            migrationBuilder.DropTable(
                name: "purchasing_journal",
                schema: "procurement");
        }
    }
}
