using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Catalog.Migrations
{
    /// <inheritdoc />
    public partial class Experiences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "experience",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_name = table.Column<string>(type: "text", nullable: false),
                    prefecture = table.Column<string>(type: "text", nullable: false),
                    population = table.Column<int>(type: "integer", nullable: false),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    software_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<int>(type: "integer", nullable: false),
                    users = table.Column<int>(type: "integer", nullable: false),
                    yearly_cost = table.Column<long>(type: "bigint", nullable: false),
                    show_cost = table.Column<bool>(type: "boolean", nullable: false),
                    way = table.Column<string>(type: "text", nullable: false),
                    good = table.Column<string>(type: "text", nullable: false),
                    hard = table.Column<string>(type: "text", nullable: false),
                    shares_specification = table.Column<bool>(type: "boolean", nullable: false),
                    takes_contact = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: false),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reply = table.Column<string>(type: "text", nullable: false),
                    reply_state = table.Column<string>(type: "text", nullable: false),
                    reply_comment = table.Column<string>(type: "text", nullable: false),
                    replied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_experience", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contact_request",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    experience_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asker_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asker_name = table.Column<string>(type: "text", nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    answered_by = table.Column<string>(type: "text", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_request", x => x.id);
                    table.ForeignKey(
                        name: "fk_contact_request_experience_experience_id",
                        column: x => x.experience_id,
                        principalSchema: "catalog",
                        principalTable: "experience",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_contact_request_asker_id",
                schema: "catalog",
                table: "contact_request",
                column: "asker_id");

            migrationBuilder.CreateIndex(
                name: "ix_contact_request_experience_id",
                schema: "catalog",
                table: "contact_request",
                column: "experience_id");

            migrationBuilder.CreateIndex(
                name: "ix_contact_request_owner_id",
                schema: "catalog",
                table: "contact_request",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_contact_request_public_id",
                schema: "catalog",
                table: "contact_request",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_experience_owner_id_offer_id",
                schema: "catalog",
                table: "experience",
                columns: new[] { "owner_id", "offer_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_experience_public_id",
                schema: "catalog",
                table: "experience",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_experience_software_id_state",
                schema: "catalog",
                table: "experience",
                columns: new[] { "software_id", "state" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "contact_request",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "experience",
                schema: "catalog");
        }
    }
}
