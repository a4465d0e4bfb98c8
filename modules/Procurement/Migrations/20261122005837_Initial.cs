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
                    accepted = table.Column<long>(type: "bigint", nullable: false),
                    paid = table.Column<long>(type: "bigint", nullable: false),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract", x => x.id);
                    table.CheckConstraint("ck_contract_amounts", "net > 0 and total >= net and paid >= 0 and accepted >= paid and total >= accepted");
                });

            migrationBuilder.CreateTable(
                name: "joint_procurement",
                schema: "procurement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    lead_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lead_name = table.Column<string>(type: "text", nullable: false),
                    lead_code = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    category = table.Column<string>(type: "text", nullable: false),
                    specification = table.Column<string>(type: "text", nullable: false),
                    fiscal_year = table.Column<int>(type: "integer", nullable: false),
                    start_month = table.Column<DateOnly>(type: "date", nullable: false),
                    demand_closes_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    offers_open_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    rule = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    opened_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_by = table.Column<string>(type: "text", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    called_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    awarded_offer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    award_reason = table.Column<string>(type: "text", nullable: true),
                    awarded_by = table.Column<string>(type: "text", nullable: true),
                    awarded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    awarded_net = table.Column<long>(type: "bigint", nullable: true),
                    awarded_total = table.Column<long>(type: "bigint", nullable: true),
                    concluded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancel_reason = table.Column<string>(type: "text", nullable: true),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_joint_procurement", x => x.id);
                    table.CheckConstraint("ck_joint_deadlines", "demand_closes_at < offers_open_at");
                });

            migrationBuilder.CreateTable(
                name: "procurement_case",
                schema: "procurement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    chosen_position = table.Column<int>(type: "integer", nullable: true),
                    choice_reason = table.Column<string>(type: "text", nullable: false),
                    method = table.Column<string>(type: "text", nullable: true),
                    ground = table.Column<int>(type: "integer", nullable: true),
                    method_reason = table.Column<string>(type: "text", nullable: false),
                    others = table.Column<string>(type: "jsonb", nullable: false),
                    chosen_name = table.Column<string>(type: "text", nullable: false),
                    seller_id = table.Column<Guid>(type: "uuid", nullable: true),
                    seller_name = table.Column<string>(type: "text", nullable: false),
                    net = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    approver_id = table.Column<Guid>(type: "uuid", nullable: true),
                    approver_name = table.Column<string>(type: "text", nullable: false),
                    return_code = table.Column<string>(type: "text", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contract_public_id = table.Column<string>(type: "text", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_name = table.Column<string>(type: "text", nullable: false),
                    body_code = table.Column<string>(type: "text", nullable: false),
                    requester_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requester_name = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    users = table.Column<int>(type: "integer", nullable: false),
                    population = table.Column<int>(type: "integer", nullable: false),
                    start = table.Column<DateOnly>(type: "date", nullable: false),
                    end = table.Column<DateOnly>(type: "date", nullable: false),
                    fiscal_year = table.Column<int>(type: "integer", nullable: false),
                    budget_line = table.Column<string>(type: "text", nullable: false),
                    budget_line_name = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    locked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    locked_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    locked_by_name = table.Column<string>(type: "text", nullable: false),
                    evidence_hash = table.Column<string>(type: "text", nullable: false),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_procurement_case", x => x.id);
                    table.CheckConstraint("ck_procurement_case_amounts", "net >= 0 and total >= net");
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

            migrationBuilder.CreateTable(
                name: "contract_step",
                schema: "procurement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract_step", x => x.id);
                    table.ForeignKey(
                        name: "fk_contract_step_contract_contract_id",
                        column: x => x.contract_id,
                        principalSchema: "procurement",
                        principalTable: "contract",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "joint_history",
                schema: "procurement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    procurement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_name = table.Column<string>(type: "text", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    args = table.Column<string[]>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_joint_history", x => x.id);
                    table.ForeignKey(
                        name: "fk_joint_history_joint_procurement_procurement_id",
                        column: x => x.procurement_id,
                        principalSchema: "procurement",
                        principalTable: "joint_procurement",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "joint_offer",
                schema: "procurement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    procurement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seller_name = table.Column<string>(type: "text", nullable: false),
                    listing_public_id = table.Column<string>(type: "text", nullable: false),
                    listing_name = table.Column<string>(type: "text", nullable: false),
                    listing_json = table.Column<string>(type: "jsonb", nullable: false),
                    price = table.Column<string>(type: "jsonb", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: false),
                    submitted_by = table.Column<string>(type: "text", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_joint_offer", x => x.id);
                    table.ForeignKey(
                        name: "fk_joint_offer_joint_procurement_procurement_id",
                        column: x => x.procurement_id,
                        principalSchema: "procurement",
                        principalTable: "joint_procurement",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "joint_participant",
                schema: "procurement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    procurement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_name = table.Column<string>(type: "text", nullable: false),
                    body_code = table.Column<string>(type: "text", nullable: false),
                    users = table.Column<int>(type: "integer", nullable: false),
                    population = table.Column<int>(type: "integer", nullable: false),
                    start_month = table.Column<DateOnly>(type: "date", nullable: false),
                    budget_line = table.Column<string>(type: "text", nullable: false),
                    ceiling = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    filed_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    filed_by = table.Column<string>(type: "text", nullable: false),
                    filed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    committed_by = table.Column<string>(type: "text", nullable: true),
                    committed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    missing = table.Column<long>(type: "bigint", nullable: true),
                    share_net = table.Column<long>(type: "bigint", nullable: true),
                    share_total = table.Column<long>(type: "bigint", nullable: true),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contracted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_joint_participant", x => x.id);
                    table.CheckConstraint("ck_participant_demand", "users > 0 and population > 0 and ceiling > 0");
                    table.CheckConstraint("ck_participant_share", "share_total is null or (share_total <= ceiling and share_net > 0)");
                    table.ForeignKey(
                        name: "fk_joint_participant_joint_procurement_procurement_id",
                        column: x => x.procurement_id,
                        principalSchema: "procurement",
                        principalTable: "joint_procurement",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_candidate",
                schema: "procurement",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offer_version = table.Column<int>(type: "integer", nullable: false),
                    content_hash = table.Column<string>(type: "text", nullable: false),
                    seller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    seller_name = table.Column<string>(type: "text", nullable: false),
                    offer_json = table.Column<string>(type: "json", nullable: false),
                    net = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_candidate", x => new { x.case_id, x.position });
                    table.ForeignKey(
                        name: "fk_case_candidate_procurement_case_case_id",
                        column: x => x.case_id,
                        principalSchema: "procurement",
                        principalTable: "procurement_case",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_search",
                schema: "procurement",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    query = table.Column<string>(type: "text", nullable: false),
                    in_words = table.Column<string>(type: "text", nullable: false),
                    found = table.Column<long>(type: "bigint", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_search", x => new { x.case_id, x.round });
                    table.ForeignKey(
                        name: "fk_case_search_procurement_case_case_id",
                        column: x => x.case_id,
                        principalSchema: "procurement",
                        principalTable: "procurement_case",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_step",
                schema: "procurement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    after = table.Column<string>(type: "text", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: false),
                    values = table.Column<string[]>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_step", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_step_procurement_case_case_id",
                        column: x => x.case_id,
                        principalSchema: "procurement",
                        principalTable: "procurement_case",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_case_step_case_id_at",
                schema: "procurement",
                table: "case_step",
                columns: new[] { "case_id", "at" });

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
                name: "ux_contract_of_case",
                schema: "procurement",
                table: "contract",
                column: "source_id",
                unique: true,
                filter: "source = 'Case'");

            migrationBuilder.CreateIndex(
                name: "ix_contract_step_contract_id_at",
                schema: "procurement",
                table: "contract_step",
                columns: new[] { "contract_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_joint_history_procurement_id_at",
                schema: "procurement",
                table: "joint_history",
                columns: new[] { "procurement_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_joint_offer_procurement_id_seller_id",
                schema: "procurement",
                table: "joint_offer",
                columns: new[] { "procurement_id", "seller_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_joint_offer_public_id",
                schema: "procurement",
                table: "joint_offer",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_joint_offer_seller_id",
                schema: "procurement",
                table: "joint_offer",
                column: "seller_id");

            migrationBuilder.CreateIndex(
                name: "ix_joint_participant_body_id_state",
                schema: "procurement",
                table: "joint_participant",
                columns: new[] { "body_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_joint_participant_procurement_id_body_id",
                schema: "procurement",
                table: "joint_participant",
                columns: new[] { "procurement_id", "body_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_joint_procurement_lead_id",
                schema: "procurement",
                table: "joint_procurement",
                column: "lead_id");

            migrationBuilder.CreateIndex(
                name: "ix_joint_procurement_public_id",
                schema: "procurement",
                table: "joint_procurement",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_joint_procurement_state_offers_open_at",
                schema: "procurement",
                table: "joint_procurement",
                columns: new[] { "state", "offers_open_at" });

            migrationBuilder.CreateIndex(
                name: "ix_procurement_case_body_id_ended_at_changed_at",
                schema: "procurement",
                table: "procurement_case",
                columns: new[] { "body_id", "ended_at", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_procurement_case_public_id",
                schema: "procurement",
                table: "procurement_case",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_procurement_case_state",
                schema: "procurement",
                table: "procurement_case",
                column: "state");

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
                name: "case_candidate",
                schema: "procurement");

            migrationBuilder.DropTable(
                name: "case_search",
                schema: "procurement");

            migrationBuilder.DropTable(
                name: "case_step",
                schema: "procurement");

            migrationBuilder.DropTable(
                name: "contract_step",
                schema: "procurement");

            migrationBuilder.DropTable(
                name: "joint_history",
                schema: "procurement");

            migrationBuilder.DropTable(
                name: "joint_offer",
                schema: "procurement");

            migrationBuilder.DropTable(
                name: "joint_participant",
                schema: "procurement");

            migrationBuilder.DropTable(
                name: "purchasing_journal",
                schema: "procurement");

            migrationBuilder.DropTable(
                name: "procurement_case",
                schema: "procurement");

            migrationBuilder.DropTable(
                name: "contract",
                schema: "procurement");

            migrationBuilder.DropTable(
                name: "joint_procurement",
                schema: "procurement");
        }
    }
}
