using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Procurement.Migrations
{
    /// <inheritdoc />
    public partial class EvidenceHash : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_procurement_case_evidence_hash",
                schema: "procurement",
                table: "procurement_case",
                column: "evidence_hash",
                filter: "evidence_hash <> ''");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_procurement_case_evidence_hash",
                schema: "procurement",
                table: "procurement_case");
        }
    }
}
