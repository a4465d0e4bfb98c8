using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Search;

/// <summary>The built-in index. PostgreSQL keeps it and gives the rows of one page by key; words, filters, counts, order and paging come from the
/// <see cref="Columns"/> that each replica holds in memory (docs/decisions/0017).</summary>
internal sealed class PostgresCatalogueIndex(CatalogDbContext db, SearchWriter writer, ColumnsFeed feed, HitRows rows, SynonymBook synonyms, CatalogueBasis basis, TimeProvider time)
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
        var ranks = !keywords.IsEmpty && query.Sort == CatalogueSort.Relevance && query.Take > 0 ? new float[columns.Rows.Length] : null;
        var text = keywords.IsEmpty ? null : TextSearch.Find(columns.Text, keywords, columns.Rows.Length, ranks);
        var matching = new Matching(columns, query, filters, today, text);
        var (all, categories) = matching.Categories((await basis.Categories(cancel)).All.Select(c => c.Code));
        var page = Ordered(columns, matching.Found.ToArray(), query, columns.On(today).Lottery, ranks).Skip(query.Skip).Take(query.Take).ToArray();
        var hits = page.Length == 0 ? [] : await rows.Read(columns, page, query, keywords, today, cancel);
        return new CatalogueResults(matching.Found.Count(), hits, matching.Filters, categories, matching.SecureToday, all, columns.Position);
    }

    private static IEnumerable<int> Ordered(Columns columns, int[] numbers, CatalogueQuery query, uint[] lottery, float[]? ranks)
    {
        var offers = columns.Rows;
        return query.Sort switch
        {
            CatalogueSort.Price => numbers.OrderBy(n => offers[n]!.Monthly(query.Users, query.Population)).ThenBy(n => lottery[n]),
            CatalogueSort.Newest => numbers.OrderByDescending(n => offers[n]!.PublishedAt).ThenBy(n => lottery[n]),
            CatalogueSort.Name => numbers.OrderBy(n => offers[n]!.SortName, StringComparer.Ordinal).ThenBy(n => lottery[n]),
            _ => ranks is null ? numbers.OrderBy(n => lottery[n]) : numbers.OrderByDescending(n => ranks[n]).ThenBy(n => lottery[n]),
        };
    }
}
