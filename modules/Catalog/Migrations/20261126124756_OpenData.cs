using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Marketplace.Catalog.Migrations
{
    /// <inheritdoc />
    public partial class OpenData : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "document",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    question_id = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    media_type = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    scan = table.Column<string>(type: "text", nullable: false),
                    finding = table.Column<string>(type: "text", nullable: true),
                    uploaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    scanned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document", x => x.id);
                    table.ForeignKey(
                        name: "fk_document_entry_entry_id",
                        column: x => x.entry_id,
                        principalSchema: "catalog",
                        principalTable: "entry",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "offer_change",
                schema: "catalog",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    transaction = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()"),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    withdrawn = table.Column<bool>(type: "boolean", nullable: false),
                    content_hash = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offer_change", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "saved_search",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    query = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    feed_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    public_id = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_search", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "document_content",
                schema: "catalog",
                columns: table => new
                {
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_content", x => x.document_id);
                    table.ForeignKey(
                        name: "fk_document_content_document_document_id",
                        column: x => x.document_id,
                        principalSchema: "catalog",
                        principalTable: "document",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "saved_search_hit",
                schema: "catalog",
                columns: table => new
                {
                    search_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_search_hit", x => new { x.search_id, x.offer_id });
                    table.ForeignKey(
                        name: "fk_saved_search_hit_saved_search_search_id",
                        column: x => x.search_id,
                        principalSchema: "catalog",
                        principalTable: "saved_search",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_offer_edition_first",
                schema: "catalog",
                table: "offer_edition",
                column: "published_at",
                filter: "number = 1");

            migrationBuilder.CreateIndex(
                name: "ix_document_entry_id",
                schema: "catalog",
                table: "document",
                column: "entry_id");

            migrationBuilder.CreateIndex(
                name: "ix_document_public_id",
                schema: "catalog",
                table: "document",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_document_unscanned",
                schema: "catalog",
                table: "document",
                column: "uploaded_at",
                filter: "scan = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_offer_change_transaction_sequence",
                schema: "catalog",
                table: "offer_change",
                columns: new[] { "transaction", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_saved_search_feed_hash",
                schema: "catalog",
                table: "saved_search",
                column: "feed_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_saved_search_person_id_owner_id",
                schema: "catalog",
                table: "saved_search",
                columns: new[] { "person_id", "owner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_saved_search_public_id",
                schema: "catalog",
                table: "saved_search",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_saved_search_hit_search_id_since",
                schema: "catalog",
                table: "saved_search_hit",
                columns: new[] { "search_id", "since" });

            // What was published before begins the change feed.
            migrationBuilder.Sql("""
                insert into catalog.offer_change (offer_id, public_id, version, withdrawn, content_hash, at)
                select offer_id, public_id, version, withdrawn_at is not null, case when withdrawn_at is null then snapshot ->> 'contentHash' end, coalesce(withdrawn_at, published_at)
                from catalog.published_offer order by coalesce(withdrawn_at, published_at), offer_id
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "document_content",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "offer_change",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "saved_search_hit",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "document",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "saved_search",
                schema: "catalog");

            migrationBuilder.DropIndex(
                name: "ix_offer_edition_first",
                schema: "catalog",
                table: "offer_edition");
        }
    }
}
