using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Procurement.Migrations
{
    /// <summary>Extended deadlines, the outages that excuse them, and history that only those inside read. Written by hand: EF's design package is not
    /// in every feed (ADR 7), and a migration needs no model of its own.</summary>
    [DbContext(typeof(ProcurementDbContext))]
    [Migration("20261125222000_JointExtensions")]
    public class JointExtensions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(name: "extended_at", schema: "procurement", table: "joint_procurement", type: "timestamp with time zone", nullable: true);
            migrationBuilder.AddColumn<string>(name: "extension_reason", schema: "procurement", table: "joint_procurement", type: "text", nullable: true);
            migrationBuilder.AddColumn<bool>(name: "inside", schema: "procurement", table: "joint_history", type: "boolean", nullable: false, defaultValue: false);
            // What was written before lines said for whom they are.
            migrationBuilder.Sql("""
                update procurement.joint_history set inside = true
                where text in ('需要を届け出ました。', '需要の届出を変更しました。', '参加を決裁しました。予算の確保に進みます。') or text like '{0}の予算が確保できず%';
                """);
            migrationBuilder.CreateTable(
                name: "outage",
                schema: "procurement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    began = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    // PostgreSQL's own column: Npgsql's generator leaves it out of the statement.
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outage", x => x.id);
                    table.CheckConstraint("ck_outage_order", "began < ended");
                });
            migrationBuilder.CreateIndex(name: "ix_outage_began", schema: "procurement", table: "outage", column: "began");
            migrationBuilder.CreateIndex(name: "ix_outage_public_id", schema: "procurement", table: "outage", column: "public_id", unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "outage", schema: "procurement");
            migrationBuilder.DropColumn(name: "inside", schema: "procurement", table: "joint_history");
            migrationBuilder.DropColumn(name: "extension_reason", schema: "procurement", table: "joint_procurement");
            migrationBuilder.DropColumn(name: "extended_at", schema: "procurement", table: "joint_procurement");
        }
    }
}
