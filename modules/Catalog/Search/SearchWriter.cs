using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Catalog.Search;

/// <summary>Writes the built-in index's tables, in the caller's transaction when there is one. See <see cref="SearchPosition"/> for the order of commits.</summary>
internal sealed class SearchWriter(CatalogDbContext db, CatalogueBasis basis)
{
    public async Task Upsert(IReadOnlyCollection<OfferSnapshot> offers, CancellationToken cancel)
    {
        var categories = (await basis.Categories(cancel)).ByCode;
        // The open set says what is searched and filtered, whichever set an offer answered.
        var set = await basis.OpenSet(cancel);
        var documents = new JsonArray([.. offers.Select(o => (JsonNode)Document(o, set, categories))]);
        // "Newest" is by the first publication, so that nobody rises by editing. A removed offer's version is never taken again.
        await Write("""
            insert into catalog.search_document as d (offer_id, number, offer_version, removed, public_id, name, offer_name, summary, seller_id, seller_name,
                sort_name, categories, filter_values, price, published_at, words, form, position)
            select x.offer_id, (select coalesce(max(number), 0) from catalog.search_document) + x.nth, x.offer_version, false, x.public_id, x.name, x.offer_name,
                x.summary, x.seller_id, x.seller_name, x.sort_name, x.categories, x.filter_values, x.price,
                coalesce((select min(v.published_at) from catalog.entry_version v where v.entry_id = x.offer_id), x.published_at), x.words, x.form, $1
            from (select r.*, row_number() over () as nth from jsonb_to_recordset($2) as r(offer_id uuid, offer_version int, public_id text, name text, offer_name text,
                summary text, seller_id uuid, seller_name text, sort_name text, categories text[], filter_values text[], price jsonb, published_at timestamptz, words text, form int)) x
            on conflict (offer_id) do update set offer_version = excluded.offer_version, removed = false, public_id = excluded.public_id, name = excluded.name,
                offer_name = excluded.offer_name, summary = excluded.summary, seller_id = excluded.seller_id, seller_name = excluded.seller_name,
                sort_name = excluded.sort_name, categories = excluded.categories, filter_values = excluded.filter_values, price = excluded.price,
                published_at = excluded.published_at, words = excluded.words, form = excluded.form, position = excluded.position
            where d.offer_version < excluded.offer_version or (d.offer_version = excluded.offer_version and not d.removed)
            """, documents.ToJsonString(), cancel);
    }

    public Task Remove(IReadOnlyCollection<(Guid OfferId, int Version)> offers, CancellationToken cancel) => Write("""
        insert into catalog.search_document as d (offer_id, number, offer_version, removed, public_id, name, offer_name, summary, seller_id, seller_name,
            sort_name, categories, filter_values, price, published_at, words, form, position)
        select x.offer_id, (select coalesce(max(number), 0) from catalog.search_document) + x.nth, x.offer_version, true, '', '', '', '', x.offer_id, '',
            '', '{}', '{}', '{}', now(), '', 0, $1
        from (select r.*, row_number() over () as nth from jsonb_to_recordset($2) as r(offer_id uuid, offer_version int)) x
        on conflict (offer_id) do update set offer_version = excluded.offer_version, removed = true, words = '', position = excluded.position
        where d.offer_version <= excluded.offer_version
        """, new JsonArray([.. offers.Select(o => new JsonObject { ["offer_id"] = o.OfferId, ["offer_version"] = o.Version })]).ToJsonString(), cancel);

    /// <summary>Takes a seller's standing, unless a newer one is known.</summary>
    public Task Stand(IReadOnlyCollection<VendorStandingChanged> standings, CancellationToken cancel) => Write("""
        insert into catalog.seller_standing as s (seller_id, certified, proofs, standing_version, position)
        select x.seller_id, x.certified, x.proofs, x.standing_version, $1
        from jsonb_to_recordset($2) as x(seller_id uuid, certified bool, proofs jsonb, standing_version bigint)
        on conflict (seller_id) do update set certified = excluded.certified, proofs = excluded.proofs, standing_version = excluded.standing_version,
            position = excluded.position
        where s.standing_version <= excluded.standing_version
        """, new JsonArray([.. standings.Select(s => new JsonObject
        {
            ["seller_id"] = s.VendorId, ["certified"] = s.Certified, ["proofs"] = JsonSerializer.SerializeToNode(s.Proofs, JsonSerializerOptions.Web),
            ["standing_version"] = s.Version,
        })]).ToJsonString(), cancel);

    /// <summary>Takes out what is no longer published, for a rebuild.</summary>
    public Task RemoveUnpublished(CancellationToken cancel) => Write("""
        update catalog.search_document d set removed = true, words = '', position = $1
        where not d.removed and $2 is not null
          and not exists (select from catalog.published_offer p where p.offer_id = d.offer_id and p.withdrawn_at is null)
        """, "[]", cancel);

    /// <param name="sql">$1 is the position of this write, $2 the rows.</param>
    private async Task Write(string sql, string rows, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        var transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        await using var next = new NpgsqlCommand("""
            insert into catalog.search_position as p (id, position) values (1, 1) on conflict (id) do update set position = p.position + 1 returning position
            """, connection, transaction);
        var position = (long)(await next.ExecuteScalarAsync(cancel))!;
        await using var write = new NpgsqlCommand(sql, connection, transaction)
        {
            Parameters = { new() { Value = position }, new() { Value = rows, NpgsqlDbType = NpgsqlDbType.Jsonb } },
        };
        await write.ExecuteNonQueryAsync(cancel);
        if (own is not null)
            await own.CommitAsync(cancel);
    }

    private static JsonObject Document(OfferSnapshot offer, QuestionSet set, IReadOnlyDictionary<string, CategoryView> categories) => new()
    {
        ["offer_id"] = offer.OfferId,
        ["offer_version"] = offer.Version,
        ["public_id"] = offer.PublicId,
        ["name"] = offer.Name,
        ["offer_name"] = offer.OfferName,
        ["summary"] = offer.Summary,
        ["seller_id"] = offer.SellerId,
        ["seller_name"] = offer.SellerName,
        ["sort_name"] = JapaneseText.Fold(AnswerRules.AsText(offer.SoftwareAnswers["nameKana"]) ?? offer.Name),
        ["categories"] = new JsonArray([.. offer.Categories.Select(c => JsonValue.Create(c))]),
        ["filter_values"] = new JsonArray([.. CatalogueFilters.ValuesOf(offer, set).Select(v => JsonValue.Create(v))]),
        ["price"] = JsonSerializer.SerializeToNode(offer.Price, JsonSerializerOptions.Web),
        ["published_at"] = offer.PublishedAt,
        ["words"] = SearchWords.Of(offer, set, categories),
        ["form"] = SearchWords.FormOf(set),
    };
}
