using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.SavedSearches;

/// <param name="New">Offers that newly fit since the owner last looked.</param>
internal sealed record SavedSearchLine(SavedSearch Search, int Total, int New, string InWords);

internal sealed record SavedSearchOffer(OfferSnapshot Offer, DateTimeOffset Since, bool New);

/// <summary>The actor's own saved searches.</summary>
internal sealed class ReadSavedSearches(CatalogDbContext db, FittingOffers fitting)
{
    /// <summary>Offers shown with a search; the search page shows all.</summary>
    public const int Most = 50;

    public async Task<IReadOnlyList<SavedSearchLine>> All(CancellationToken cancel)
    {
        var searches = await db.SavedSearches.AsNoTracking().OrderBy(s => s.Name).ThenBy(s => s.Id).ToListAsync(cancel);
        var news = await News([.. searches.Select(s => s.Id)], cancel);
        var lines = new List<SavedSearchLine>();
        foreach (var search in searches)
        {
            var fits = await fitting.Of(search.Query, 0, cancel);
            lines.Add(new SavedSearchLine(search, fits.Total, news.GetValueOrDefault(search.Id), fits.InWords));
        }

        return lines;
    }

    /// <summary>Counts by search; searches without news are not in it.</summary>
    public Task<Dictionary<Guid, int>> News(IReadOnlyCollection<Guid> searches, CancellationToken cancel) => db.SavedSearchHits
        .Where(h => searches.Contains(h.SearchId) && !h.Seen && db.PublishedOffers.Any(p => p.OfferId == h.OfferId && p.WithdrawnAt == null))
        .GroupBy(h => h.SearchId).ToDictionaryAsync(g => g.Key, g => g.Count(), cancel);

    /// <summary>Those that began to fit last come first.</summary>
    public async Task<IReadOnlyList<SavedSearchOffer>> Offers(Guid searchId, bool onlyNewlyFitting, CancellationToken cancel) => await db.SavedSearchHits
        .Where(h => h.SearchId == searchId && (!onlyNewlyFitting || h.Since > db.SavedSearches.IgnoreQueryFilters().First(s => s.Id == searchId).CreatedAt))
        .Join(db.PublishedOffers.Where(p => p.WithdrawnAt == null), h => h.OfferId, p => p.OfferId, (h, p) => new { p.Snapshot, h.Since, h.Seen, h.OfferId })
        .OrderByDescending(x => x.Since).ThenBy(x => x.OfferId).Take(Most).Select(x => new SavedSearchOffer(x.Snapshot, x.Since, !x.Seen)).ToListAsync(cancel);
}

/// <summary>"3 new since you last looked" on the to-do page.</summary>
internal sealed class SavedSearchWork(CatalogDbContext db, ReadSavedSearches read, Texts t) : IWorkItems
{
    public async Task<IReadOnlyList<WorkItem>> For(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(Act.SaveSearches))
            return [];
        var searches = await db.SavedSearches.AsNoTracking().ToListAsync(cancel);
        var news = await read.News([.. searches.Select(s => s.Id)], cancel);
        return [.. searches.Where(s => news.ContainsKey(s.Id)).Select(s => new WorkItem(t["保存した検索「{0}」", s.Name], t["前に見たあとの新着{0}件", news[s.Id]], t["新着を見る"], s.Url, null))];
    }
}
