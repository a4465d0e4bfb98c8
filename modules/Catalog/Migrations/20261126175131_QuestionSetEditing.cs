using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Catalog.Migrations
{
    /// <inheritdoc />
    public partial class QuestionSetEditing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "changed_at",
                schema: "catalog",
                table: "question_set",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "changed_by",
                schema: "catalog",
                table: "question_set",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "opened_by",
                schema: "catalog",
                table: "question_set",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "retired_at",
                schema: "catalog",
                table: "question_set",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "renewed_from",
                schema: "catalog",
                table: "entry",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_question_set_one_draft",
                schema: "catalog",
                table: "question_set",
                column: "state",
                unique: true,
                filter: "state = 'Draft'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_question_set_one_draft",
                schema: "catalog",
                table: "question_set");

            migrationBuilder.DropColumn(
                name: "changed_at",
                schema: "catalog",
                table: "question_set");

            migrationBuilder.DropColumn(
                name: "changed_by",
                schema: "catalog",
                table: "question_set");

            migrationBuilder.DropColumn(
                name: "opened_by",
                schema: "catalog",
                table: "question_set");

            migrationBuilder.DropColumn(
                name: "retired_at",
                schema: "catalog",
                table: "question_set");

            migrationBuilder.DropColumn(
                name: "renewed_from",
                schema: "catalog",
                table: "entry");
        }
    }
}
