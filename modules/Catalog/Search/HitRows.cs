using Marketplace.Shared;
using Npgsql;

namespace Marketplace.Catalog.Search;

/// <summary>Reads the offers of one page of results by key and marks what was searched for in them.</summary>
internal sealed class HitRows(NpgsqlDataSource source)
{
    /// <param name="page">Numbers of documents, in the order to show.</param>
    /// <returns>In that order, without those that were removed a moment ago.</returns>
    public async Task<IReadOnlyList<CatalogueHit>> Read(Columns columns, int[] page, CatalogueQuery query, Keywords keywords, DateOnly today, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(
            "select number, public_id, offer_version, name, offer_name, summary, seller_name from catalog.search_document where number = any($1) and not removed");
        command.Parameters.Add(new() { Value = page });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var hits = new Dictionary<int, CatalogueHit>(page.Length);
        while (await reader.ReadAsync(cancel))
        {
            var row = columns.Rows[reader.GetInt32(0)]!;
            hits[row.Number] = new CatalogueHit(row.OfferId, reader.GetString(1), reader.GetInt32(2),
                Highlights.Mark(reader.GetString(3), keywords), Highlights.Mark(reader.GetString(4), keywords), Highlights.Mark(reader.GetString(5), keywords),
                row.SellerId, Highlights.Mark(reader.GetString(6), keywords), new Money(row.Monthly(query.Users, query.Population)), row.Price, row.PublishedAt, row.Categories,
                [.. (columns.Standing(row.SellerId)?.Proofs ?? []).Where(p => p.ValidOn(today)).Select(p => p.Kind).Distinct()]);
        }

        return [.. page.Where(hits.ContainsKey).Select(n => hits[n])];
    }
}
