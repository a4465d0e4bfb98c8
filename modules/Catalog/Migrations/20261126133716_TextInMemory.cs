using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NpgsqlTypes;

#nullable disable

namespace Marketplace.Catalog.Migrations
{
    /// <inheritdoc />
    public partial class TextInMemory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_search_document_words",
                schema: "catalog",
                table: "search_document");

            migrationBuilder.AlterColumn<string>(
                name: "words",
                schema: "catalog",
                table: "search_document",
                type: "text",
                nullable: false,
                oldClrType: typeof(NpgsqlTsVector),
                oldType: "tsvector");

            // Words of the former form mean nothing now; IndexUpkeep writes them anew at the next start.
            migrationBuilder.Sql("update catalog.search_document set words = ''");

            migrationBuilder.AddColumn<int>(
                name: "form",
                schema: "catalog",
                table: "search_document",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "synonym_list",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    lines = table.Column<string>(type: "text", nullable: false),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_synonym_list", x => x.id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "synonym_list",
                schema: "catalog");

            migrationBuilder.DropColumn(
                name: "form",
                schema: "catalog",
                table: "search_document");

            migrationBuilder.AlterColumn<NpgsqlTsVector>(
                name: "words",
                schema: "catalog",
                table: "search_document",
                type: "tsvector",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.CreateIndex(
                name: "ix_search_document_words",
                schema: "catalog",
                table: "search_document",
                column: "words")
                .Annotation("Npgsql:IndexMethod", "gin");
        }
    }
}
