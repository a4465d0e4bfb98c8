using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Billing.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "billing");

            migrationBuilder.CreateTable(
                name: "contract",
                schema: "billing",
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
                    net = table.Column<long>(type: "bigint", nullable: false),
                    tax_rate_percent = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    start = table.Column<DateOnly>(type: "date", nullable: false),
                    end = table.Column<DateOnly>(type: "date", nullable: false),
                    concluded_on = table.Column<DateOnly>(type: "date", nullable: false),
                    delivery_count = table.Column<int>(type: "integer", nullable: false),
                    delivered_net = table.Column<long>(type: "bigint", nullable: false),
                    delivered_total = table.Column<long>(type: "bigint", nullable: false),
                    accepted_net = table.Column<long>(type: "bigint", nullable: false),
                    invoiced_net = table.Column<long>(type: "bigint", nullable: false),
                    paid_net = table.Column<long>(type: "bigint", nullable: false),
                    settled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract", x => x.id);
                    table.CheckConstraint("ck_contract_sums", "0 <= paid_net and paid_net <= invoiced_net and invoiced_net <= accepted_net and accepted_net <= delivered_net and delivered_net <= net");
                    table.CheckConstraint("ck_contract_total", "0 <= delivered_total and delivered_total <= total");
                });

            migrationBuilder.CreateTable(
                name: "invoice_counter",
                schema: "billing",
                columns: table => new
                {
                    seller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invoice_counter", x => new { x.seller_id, x.year });
                });

            migrationBuilder.CreateTable(
                name: "ledger_entry",
                schema: "billing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    invoice_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<string>(type: "text", nullable: false),
                    debit = table.Column<long>(type: "bigint", nullable: false),
                    credit = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_entry", x => x.id);
                    table.CheckConstraint("ck_ledger_one_side", "(debit > 0 and credit = 0) or (debit = 0 and credit > 0)");
                });

            migrationBuilder.CreateTable(
                name: "vendor_profile",
                schema: "billing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    legal_name = table.Column<string>(type: "text", nullable: false),
                    registration_number = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    bank = table.Column<string>(type: "text", nullable: false),
                    branch = table.Column<string>(type: "text", nullable: false),
                    account_type = table.Column<string>(type: "text", nullable: false),
                    account_number = table.Column<string>(type: "text", nullable: false),
                    holder_kana = table.Column<string>(type: "text", nullable: false),
                    rounding = table.Column<string>(type: "text", nullable: false),
                    number_prefix = table.Column<string>(type: "text", nullable: false),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vendor_profile", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "delivery",
                schema: "billing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    lines = table.Column<string>(type: "jsonb", nullable: false),
                    rounding = table.Column<string>(type: "text", nullable: false),
                    net = table.Column<long>(type: "bigint", nullable: false),
                    tax = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reporter_name = table.Column<string>(type: "text", nullable: false),
                    inspected_on = table.Column<DateOnly>(type: "date", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    inspector_name = table.Column<string>(type: "text", nullable: true),
                    remark = table.Column<string>(type: "text", nullable: true),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery", x => x.id);
                    table.CheckConstraint("ck_delivery_amounts", "net > 0 and tax >= 0 and total = net + tax");
                    table.ForeignKey(
                        name: "fk_delivery_contract_contract_id",
                        column: x => x.contract_id,
                        principalSchema: "billing",
                        principalTable: "contract",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "invoice",
                schema: "billing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_name = table.Column<string>(type: "text", nullable: false),
                    seller_name = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    fiscal_year = table.Column<int>(type: "integer", nullable: false),
                    net = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    content_hash = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    ordered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paid_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paid_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invoice", x => x.id);
                    table.CheckConstraint("ck_invoice_amounts", "net > 0 and total >= net");
                    table.ForeignKey(
                        name: "fk_invoice_delivery_delivery_id",
                        column: x => x.delivery_id,
                        principalSchema: "billing",
                        principalTable: "delivery",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_record",
                schema: "billing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    invoice_id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    paid_on = table.Column<DateOnly>(type: "date", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    recorder_name = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_record", x => x.id);
                    table.CheckConstraint("ck_payment_amount", "amount > 0");
                    table.ForeignKey(
                        name: "fk_payment_record_invoice_invoice_id",
                        column: x => x.invoice_id,
                        principalSchema: "billing",
                        principalTable: "invoice",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "statement_line",
                schema: "billing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    payer = table.Column<string>(type: "text", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    entered_by = table.Column<string>(type: "text", nullable: false),
                    entered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    invoice_id = table.Column<Guid>(type: "uuid", nullable: true),
                    matched = table.Column<string>(type: "text", nullable: true),
                    matched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    matched_by = table.Column<string>(type: "text", nullable: true),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statement_line", x => x.id);
                    table.CheckConstraint("ck_statement_amount", "amount > 0");
                    table.ForeignKey(
                        name: "fk_statement_line_invoice_invoice_id",
                        column: x => x.invoice_id,
                        principalSchema: "billing",
                        principalTable: "invoice",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_contract_buyer_id",
                schema: "billing",
                table: "contract",
                column: "buyer_id");

            migrationBuilder.CreateIndex(
                name: "ix_contract_public_id",
                schema: "billing",
                table: "contract",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contract_seller_id",
                schema: "billing",
                table: "contract",
                column: "seller_id");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_buyer_id_state",
                schema: "billing",
                table: "delivery",
                columns: new[] { "buyer_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_delivery_contract_id_number",
                schema: "billing",
                table: "delivery",
                columns: new[] { "contract_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_delivery_public_id",
                schema: "billing",
                table: "delivery",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_delivery_seller_id_state",
                schema: "billing",
                table: "delivery",
                columns: new[] { "seller_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_invoice_buyer_id_state_due_on",
                schema: "billing",
                table: "invoice",
                columns: new[] { "buyer_id", "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_invoice_contract_id",
                schema: "billing",
                table: "invoice",
                column: "contract_id");

            migrationBuilder.CreateIndex(
                name: "ix_invoice_delivery_id",
                schema: "billing",
                table: "invoice",
                column: "delivery_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invoice_number",
                schema: "billing",
                table: "invoice",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invoice_public_id",
                schema: "billing",
                table: "invoice",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invoice_seller_id_state_due_on",
                schema: "billing",
                table: "invoice",
                columns: new[] { "seller_id", "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entry_invoice_id_event_organisation_id_account",
                schema: "billing",
                table: "ledger_entry",
                columns: new[] { "invoice_id", "event", "organisation_id", "account" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entry_organisation_id_account",
                schema: "billing",
                table: "ledger_entry",
                columns: new[] { "organisation_id", "account" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_record_invoice_id",
                schema: "billing",
                table: "payment_record",
                column: "invoice_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payment_record_public_id",
                schema: "billing",
                table: "payment_record",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_statement_line_invoice_id",
                schema: "billing",
                table: "statement_line",
                column: "invoice_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_statement_line_owner_id_date",
                schema: "billing",
                table: "statement_line",
                columns: new[] { "owner_id", "date" });

            migrationBuilder.CreateIndex(
                name: "ix_statement_line_owner_id_hash",
                schema: "billing",
                table: "statement_line",
                columns: new[] { "owner_id", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_statement_line_public_id",
                schema: "billing",
                table: "statement_line",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_vendor_profile_number_prefix",
                schema: "billing",
                table: "vendor_profile",
                column: "number_prefix",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_vendor_profile_public_id",
                schema: "billing",
                table: "vendor_profile",
                column: "public_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "invoice_counter",
                schema: "billing");

            migrationBuilder.DropTable(
                name: "ledger_entry",
                schema: "billing");

            migrationBuilder.DropTable(
                name: "payment_record",
                schema: "billing");

            migrationBuilder.DropTable(
                name: "statement_line",
                schema: "billing");

            migrationBuilder.DropTable(
                name: "vendor_profile",
                schema: "billing");

            migrationBuilder.DropTable(
                name: "invoice",
                schema: "billing");

            migrationBuilder.DropTable(
                name: "delivery",
                schema: "billing");

            migrationBuilder.DropTable(
                name: "contract",
                schema: "billing");
        }
    }
}
