using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Shared.Migrations
{
    /// <summary>Lost leases are counted apart from failures; done messages are found by age for pruning, abandoned ones by their lease.
    /// Vacuum comes by change, not by size: a queue of thousands inside a table of millions would otherwise drag its dead entries along for days.</summary>
    [DbContext(typeof(SharedDbContext))]
    [Migration("20261125220000_OutboxUpkeep")]
    public partial class OutboxUpkeep : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "lost_leases",
                schema: "shared",
                table: "outbox",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_leased",
                schema: "shared",
                table: "outbox",
                column: "leased_until",
                filter: "leased_until is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_done",
                schema: "shared",
                table: "outbox",
                column: "done_at",
                filter: "done_at is not null");

            migrationBuilder.Sql("alter table shared.outbox set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 2000)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("alter table shared.outbox reset (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold)");
            migrationBuilder.DropIndex(name: "ix_outbox_done", schema: "shared", table: "outbox");
            migrationBuilder.DropIndex(name: "ix_outbox_leased", schema: "shared", table: "outbox");
            migrationBuilder.DropColumn(name: "lost_leases", schema: "shared", table: "outbox");
        }
    }
}
