using System.Buffers;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Search;

/// <summary>The built-in index. PostgreSQL keeps it; words, filters, counts, order and the lines of a page come from the
/// <see cref="Columns"/> that each replica holds in memory (docs/decisions/0017).</summary>
internal sealed class PostgresCatalogueIndex(CatalogDbContext db, SearchWriter writer, ColumnsFeed feed, SynonymBook synonyms, CatalogueBasis basis, TimeProvider time)
    : ICatalogueIndex
{
    private const int Batch = 200;

    public Task Upsert(IReadOnlyCollection<OfferSnapshot> offers, CancellationToken cancel) => offers.Count == 0 ? Task.CompletedTask : writer.Upsert(offers, cancel);

    public Task Remove(Guid offerId, int version, CancellationToken cancel) => writer.Remove([(offerId, version)], cancel);

    public async Task Rebuild(IProgress<RebuildProgress> progress, CancellationToken cancel)
    {
        var published = db.PublishedOffers.AsNoTracking().Where(o => o.WithdrawnAt == null);
        var (done, total, last) = (0L, await published.LongCountAsync(cancel), Guid.Empty);
        while (await published.Where(o => o.OfferId > last).OrderBy(o => o.OfferId).Take(Batch).Select(o => o.Snapshot).ToListAsync(cancel) is { Count: > 0 } batch)
        {
            await writer.Upsert(batch, cancel);
            last = batch[^1].OfferId;
            progress.Report(new RebuildProgress(done += batch.Count, total));
        }

        await writer.RemoveUnpublished(cancel);
    }

    public async Task<CatalogueResults> Search(CatalogueQuery query, CancellationToken cancel)
    {
        var columns = await feed.Current(cancel);
        var filters = CatalogueFilters.Of(await basis.OpenSet(cancel));
        var keywords = Keywords.Parse(query.Keyword, await synonyms.Current(cancel));
        var today = time.JapanToday();
        // A number for each offer: large enough for the heap of large objects, so borrowed. Only the matches' places are written and read.
        var ranks = !keywords.IsEmpty && query.Sort == CatalogueSort.Relevance && query.Take > 0 ? ArrayPool<float>.Shared.Rent(columns.Rows.Length) : null;
        try
        {
            var text = keywords.IsEmpty ? null : TextSearch.Find(columns.Text, keywords, columns.Rows.Length, ranks);
            var matching = new Matching(columns, query, filters, today, text);
            var (all, categories) = matching.Categories((await basis.Categories(cancel)).All.Select(c => c.Code));
            var page = ranks is null && query.Sort == CatalogueSort.Relevance ? columns.On(today).Drawn.Where(n => matching.Found[n]).Skip(query.Skip).Take(query.Take)
                : Best.Of(matching.Found, query.Skip, query.Take, Order(columns, query, columns.On(today).Lottery, ranks));
            return new CatalogueResults(matching.Found.Count(), ResultPage.Of(columns, page, query, keywords, today), matching.Filters, categories, matching.SecureToday, all, columns.Position);
        }
        finally
        {
            if (ranks is not null)
                ArrayPool<float>.Shared.Return(ranks);
        }
    }

    /// <summary>The better of two offers first.</summary>
    private static Comparison<int> Order(Columns columns, CatalogueQuery query, uint[] lottery, float[]? ranks)
    {
        var rows = columns.Rows;
        Comparison<int> first = query.Sort switch
        {
            CatalogueSort.Price => (a, b) => rows[a]!.Monthly(query.Users, query.Population).CompareTo(rows[b]!.Monthly(query.Users, query.Population)),
            CatalogueSort.Newest => (a, b) => rows[b]!.PublishedAt.CompareTo(rows[a]!.PublishedAt),
            CatalogueSort.Name => (a, b) => string.CompareOrdinal(rows[a]!.SortName, rows[b]!.SortName),
            _ => (a, b) => ranks![b].CompareTo(ranks[a]),
        };
        return (a, b) => first(a, b) is not 0 and var decided ? decided : lottery[a] != lottery[b] ? lottery[a].CompareTo(lottery[b]) : a.CompareTo(b);
    }
}
