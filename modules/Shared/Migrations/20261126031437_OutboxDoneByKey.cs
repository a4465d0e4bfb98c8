using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Shared.Migrations
{
    /// <inheritdoc />
    public partial class OutboxDoneByKey : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_done",
                schema: "shared",
                table: "outbox");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_outbox_done",
                schema: "shared",
                table: "outbox",
                column: "done_at",
                filter: "done_at is not null");
        }
    }
}
