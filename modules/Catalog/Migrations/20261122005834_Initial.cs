using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NpgsqlTypes;

#nullable disable

namespace Marketplace.Catalog.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "catalog");

            migrationBuilder.CreateTable(
                name: "category",
                schema: "catalog",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    ja = table.Column<string>(type: "text", nullable: false),
                    en = table.Column<string>(type: "text", nullable: false),
                    parent = table.Column<string>(type: "character varying(4)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_category", x => x.code);
                    table.ForeignKey(
                        name: "fk_category_category_parent",
                        column: x => x.parent,
                        principalSchema: "catalog",
                        principalTable: "category",
                        principalColumn: "code");
                });

            migrationBuilder.CreateTable(
                name: "entry",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    software_id = table.Column<Guid>(type: "uuid", nullable: true),
                    question_set_version = table.Column<int>(type: "integer", nullable: false),
                    answers = table.Column<string>(type: "jsonb", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    work = table.Column<string>(type: "text", nullable: false),
                    live = table.Column<string>(type: "text", nullable: false),
                    submissions = table.Column<int>(type: "integer", nullable: false),
                    published = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    suspended_for = table.Column<string>(type: "text", nullable: true),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entry", x => x.id);
                    table.CheckConstraint("ck_entry_offer_has_software", "(kind = 'Offer') = (software_id is not null)");
                    table.ForeignKey(
                        name: "fk_entry_entry_software_id",
                        column: x => x.software_id,
                        principalSchema: "catalog",
                        principalTable: "entry",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "published_offer",
                schema: "catalog",
                columns: table => new
                {
                    offer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    software_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    software_version = table.Column<int>(type: "integer", nullable: false),
                    offer_version = table.Column<int>(type: "integer", nullable: false),
                    categories = table.Column<string[]>(type: "text[]", nullable: false),
                    snapshot = table.Column<string>(type: "jsonb", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_published_offer", x => x.offer_id);
                });

            migrationBuilder.CreateTable(
                name: "question_set",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    definition = table.Column<string>(type: "text", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_question_set", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "search_document",
                schema: "catalog",
                columns: table => new
                {
                    offer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    offer_version = table.Column<int>(type: "integer", nullable: false),
                    removed = table.Column<bool>(type: "boolean", nullable: false),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    offer_name = table.Column<string>(type: "text", nullable: false),
                    summary = table.Column<string>(type: "text", nullable: false),
                    seller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seller_name = table.Column<string>(type: "text", nullable: false),
                    sort_name = table.Column<string>(type: "text", nullable: false),
                    categories = table.Column<string[]>(type: "text[]", nullable: false),
                    filter_values = table.Column<string[]>(type: "text[]", nullable: false),
                    price = table.Column<string>(type: "jsonb", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    words = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_document", x => x.offer_id);
                });

            migrationBuilder.CreateTable(
                name: "search_position",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_position", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "seller_standing",
                schema: "catalog",
                columns: table => new
                {
                    seller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    certified = table.Column<bool>(type: "boolean", nullable: false),
                    proofs = table.Column<string>(type: "jsonb", nullable: false),
                    standing_version = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seller_standing", x => x.seller_id);
                });

            migrationBuilder.CreateTable(
                name: "vendor_standing",
                schema: "catalog",
                columns: table => new
                {
                    vendor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    certified = table.Column<bool>(type: "boolean", nullable: false),
                    event_version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vendor_standing", x => x.vendor_id);
                });

            migrationBuilder.CreateTable(
                name: "entry_version",
                schema: "catalog",
                columns: table => new
                {
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    question_set_version = table.Column<int>(type: "integer", nullable: false),
                    answers = table.Column<string>(type: "jsonb", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entry_version", x => new { x.entry_id, x.number });
                    table.ForeignKey(
                        name: "fk_entry_version_entry_entry_id",
                        column: x => x.entry_id,
                        principalSchema: "catalog",
                        principalTable: "entry",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "review",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    submission = table.Column<int>(type: "integer", nullable: false),
                    answers = table.Column<string>(type: "jsonb", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submitted_by = table.Column<string>(type: "text", nullable: false),
                    decision = table.Column<string>(type: "text", nullable: false),
                    comments = table.Column<string>(type: "jsonb", nullable: false),
                    reviewer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reviewer_name = table.Column<string>(type: "text", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_review", x => x.id);
                    table.ForeignKey(
                        name: "fk_review_entry_entry_id",
                        column: x => x.entry_id,
                        principalSchema: "catalog",
                        principalTable: "entry",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "offer_edition",
                schema: "catalog",
                columns: table => new
                {
                    offer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    software_id = table.Column<Guid>(type: "uuid", nullable: false),
                    software_version = table.Column<int>(type: "integer", nullable: false),
                    offer_version = table.Column<int>(type: "integer", nullable: false),
                    maker_name = table.Column<string>(type: "text", nullable: false),
                    seller_name = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offer_edition", x => new { x.offer_id, x.number });
                    table.ForeignKey(
                        name: "fk_offer_edition_entry_version_offer_id_offer_version",
                        columns: x => new { x.offer_id, x.offer_version },
                        principalSchema: "catalog",
                        principalTable: "entry_version",
                        principalColumns: new[] { "entry_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_offer_edition_entry_version_software_id_software_version",
                        columns: x => new { x.software_id, x.software_version },
                        principalSchema: "catalog",
                        principalTable: "entry_version",
                        principalColumns: new[] { "entry_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_category_parent",
                schema: "catalog",
                table: "category",
                column: "parent");

            migrationBuilder.CreateIndex(
                name: "ix_entry_owner_id_kind",
                schema: "catalog",
                table: "entry",
                columns: new[] { "owner_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_entry_public_id",
                schema: "catalog",
                table: "entry",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_entry_queue",
                schema: "catalog",
                table: "entry",
                column: "submitted_at",
                filter: "work = 'Submitted'");

            migrationBuilder.CreateIndex(
                name: "ix_entry_software_id",
                schema: "catalog",
                table: "entry",
                column: "software_id");

            migrationBuilder.CreateIndex(
                name: "ix_entry_work_live",
                schema: "catalog",
                table: "entry",
                columns: new[] { "work", "live" });

            migrationBuilder.CreateIndex(
                name: "ix_offer_edition_content_hash",
                schema: "catalog",
                table: "offer_edition",
                column: "content_hash");

            migrationBuilder.CreateIndex(
                name: "ix_offer_edition_offer_id_offer_version",
                schema: "catalog",
                table: "offer_edition",
                columns: new[] { "offer_id", "offer_version" });

            migrationBuilder.CreateIndex(
                name: "ix_offer_edition_software_id_software_version",
                schema: "catalog",
                table: "offer_edition",
                columns: new[] { "software_id", "software_version" });

            migrationBuilder.CreateIndex(
                name: "ix_published_offer_categories",
                schema: "catalog",
                table: "published_offer",
                column: "categories")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_published_offer_public_id",
                schema: "catalog",
                table: "published_offer",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_published_offer_seller_id_withdrawn_at",
                schema: "catalog",
                table: "published_offer",
                columns: new[] { "seller_id", "withdrawn_at" });

            migrationBuilder.CreateIndex(
                name: "ix_published_offer_software_id",
                schema: "catalog",
                table: "published_offer",
                column: "software_id");

            migrationBuilder.CreateIndex(
                name: "ix_question_set_number",
                schema: "catalog",
                table: "question_set",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_question_set_one_open",
                schema: "catalog",
                table: "question_set",
                column: "state",
                unique: true,
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_question_set_public_id",
                schema: "catalog",
                table: "question_set",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_review_entry_id_submission",
                schema: "catalog",
                table: "review",
                columns: new[] { "entry_id", "submission" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_review_public_id",
                schema: "catalog",
                table: "review",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_search_document_number",
                schema: "catalog",
                table: "search_document",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_search_document_position",
                schema: "catalog",
                table: "search_document",
                column: "position");

            migrationBuilder.CreateIndex(
                name: "ix_search_document_words",
                schema: "catalog",
                table: "search_document",
                column: "words")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_seller_standing_position",
                schema: "catalog",
                table: "seller_standing",
                column: "position");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "category",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "offer_edition",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "published_offer",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "question_set",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "review",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "search_document",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "search_position",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "seller_standing",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "vendor_standing",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "entry_version",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "entry",
                schema: "catalog");
        }
    }
}
