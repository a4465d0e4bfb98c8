using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Procurement.Migrations
{
    /// <summary>Ceilings of small negotiated contracts by law and by body, and the category that a case chooses. Written by hand: EF's design package is not
    /// in every feed (ADR 7), and a migration needs no model of its own.</summary>
    [DbContext(typeof(ProcurementDbContext))]
    [Migration("20261126000500_SmallAmountCeilings")]
    public class SmallAmountCeilings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "category", schema: "procurement", table: "procurement_case", type: "text", nullable: false, defaultValue: "Other");
            migrationBuilder.CreateTable(
                name: "legal_ceiling",
                schema: "procurement",
                columns: table => new
                {
                    @class = table.Column<string>(name: "class", type: "text", nullable: false),
                    category = table.Column<string>(type: "text", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    verified = table.Column<bool>(type: "boolean", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_ceiling", x => new { x.@class, x.category, x.valid_from });
                    table.CheckConstraint("ck_legal_ceiling_amount", "amount > 0");
                });
            migrationBuilder.CreateTable(
                name: "body_ceiling",
                schema: "procurement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    category = table.Column<string>(type: "text", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    entered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_body_ceiling", x => x.id);
                    table.CheckConstraint("ck_body_ceiling", "amount > 0 and revision > 0");
                });
            migrationBuilder.CreateIndex(
                name: "ix_body_ceiling_body_code_category_valid_from_revision",
                schema: "procurement",
                table: "body_ceiling",
                columns: ["body_code", "category", "valid_from", "revision"],
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "body_ceiling", schema: "procurement");
            migrationBuilder.DropTable(name: "legal_ceiling", schema: "procurement");
            migrationBuilder.DropColumn(name: "category", schema: "procurement", table: "procurement_case");
        }
    }
}
