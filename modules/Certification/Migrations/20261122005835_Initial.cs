using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Certification.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "certification");

            migrationBuilder.CreateTable(
                name: "application",
                schema: "certification",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    kana = table.Column<string>(type: "text", nullable: false),
                    corporate_number = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    company = table.Column<string>(type: "jsonb", nullable: false),
                    declaration = table.Column<string>(type: "jsonb", nullable: false),
                    submissions = table.Column<int>(type: "integer", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    certified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    suspension_reason = table.Column<string>(type: "text", nullable: false),
                    suspended_until = table.Column<DateOnly>(type: "date", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    standing_version = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_application", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "history",
                schema: "certification",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    vendor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    organisation_name = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_history", x => x.id);
                    table.ForeignKey(
                        name: "fk_history_application_vendor_id",
                        column: x => x.vendor_id,
                        principalSchema: "certification",
                        principalTable: "application",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "proof",
                schema: "certification",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    vendor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    issuer = table.Column<string>(type: "text", nullable: false),
                    scope = table.Column<string>(type: "text", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    expires = table.Column<DateOnly>(type: "date", nullable: false),
                    review = table.Column<string>(type: "text", nullable: false),
                    review_note = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proof", x => x.id);
                    table.CheckConstraint("ck_proof_period", "expires >= valid_from");
                    table.ForeignKey(
                        name: "fk_proof_application_vendor_id",
                        column: x => x.vendor_id,
                        principalSchema: "certification",
                        principalTable: "application",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "submission",
                schema: "certification",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    vendor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    accepted = table.Column<bool>(type: "boolean", nullable: true),
                    comments = table.Column<string>(type: "jsonb", nullable: false),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_submission", x => x.id);
                    table.ForeignKey(
                        name: "fk_submission_application_vendor_id",
                        column: x => x.vendor_id,
                        principalSchema: "certification",
                        principalTable: "application",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_application_public_id",
                schema: "certification",
                table: "application",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_application_state_submitted_at",
                schema: "certification",
                table: "application",
                columns: new[] { "state", "submitted_at" });

            migrationBuilder.CreateIndex(
                name: "ix_history_public_id",
                schema: "certification",
                table: "history",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_history_vendor_id_at",
                schema: "certification",
                table: "history",
                columns: new[] { "vendor_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_proof_expires",
                schema: "certification",
                table: "proof",
                column: "expires");

            migrationBuilder.CreateIndex(
                name: "ix_proof_public_id",
                schema: "certification",
                table: "proof",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_proof_vendor_id_expires",
                schema: "certification",
                table: "proof",
                columns: new[] { "vendor_id", "expires" });

            migrationBuilder.CreateIndex(
                name: "ix_submission_public_id",
                schema: "certification",
                table: "submission",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_submission_vendor_id_number",
                schema: "certification",
                table: "submission",
                columns: new[] { "vendor_id", "number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "history",
                schema: "certification");

            migrationBuilder.DropTable(
                name: "proof",
                schema: "certification");

            migrationBuilder.DropTable(
                name: "submission",
                schema: "certification");

            migrationBuilder.DropTable(
                name: "application",
                schema: "certification");
        }
    }
}
