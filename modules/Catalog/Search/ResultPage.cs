using Marketplace.Shared;

namespace Marketplace.Catalog.Search;

/// <summary>One page of results, from memory, with what was searched for marked.</summary>
internal static class ResultPage
{
    /// <param name="page">Numbers of documents, in the order to show.</param>
    public static IReadOnlyList<CatalogueHit> Of(Columns columns, IEnumerable<int> page, CatalogueQuery query, Keywords keywords, DateOnly today) => [.. page.Select(number =>
    {
        var row = columns.Rows[number]!;
        var line = row.Shown;
        return new CatalogueHit(row.OfferId, line.PublicId, line.Version,
            Highlights.Mark(line.Name, keywords), Highlights.Mark(line.OfferName, keywords), Highlights.Mark(line.Summary, keywords), row.SellerId, Highlights.Mark(line.SellerName, keywords),
            new Money(row.Monthly(query.Users, query.Population)), row.Price, row.PublishedAt, row.Categories,
            [.. (columns.Standing(row.SellerId)?.Proofs ?? []).Where(p => p.ValidOn(today)).Select(p => p.Kind).Distinct()]);
    })];
}
