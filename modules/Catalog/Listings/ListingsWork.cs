using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>What waits in the catalogue: for a vendor its returned and unfinished listings, for a reviewer the queue.</summary>
internal sealed class ListingsWork(CatalogDbContext db, CatalogueBasis basis, Texts t) : IWorkItems
{
    /// <summary>More than this are not listed one by one.</summary>
    private const int Most = 20;

    public async Task<IReadOnlyList<WorkItem>> For(Actor actor, CancellationToken cancel)
    {
        var items = new List<WorkItem>();
        if (actor.May(Act.DraftListings))
            items.AddRange(await OfVendor(actor.OrganisationId, cancel));
        if (actor.May(Act.ReviewListings))
            items.AddRange(await OfReviewer(cancel));
        return items;
    }

    private async Task<IEnumerable<WorkItem>> OfVendor(Guid vendor, CancellationToken cancel)
    {
        var open = await db.Entries.AsNoTracking()
            .Where(e => e.OwnerId == vendor && e.Work != WorkState.Approved && e.Live != LiveState.Withdrawn && e.Live != LiveState.Suspended)
            .OrderByDescending(e => e.Work == WorkState.Returned).ThenByDescending(e => e.ChangedAt).Take(Most).ToListAsync(cancel);
        // Published listings stay as they are, so a new question set is told once, not for each.
        var set = await basis.FindOpenSet(cancel);
        var older = set is null ? 0 : await db.Entries.CountAsync(e => e.OwnerId == vendor && e.Live == LiveState.Published && e.Work == WorkState.Approved && e.QuestionSetVersion < set.Version, cancel);
        var renewals = older == 0 ? Array.Empty<WorkItem>() : [new WorkItem(t["質問票が第{0}版になりました", set!.Version], t["以前の版に答えている掲載が{0}件", older], t["掲載を見る"], "/listings", null, Waiting: false)];
        return open.Select(e => e.Work switch
        {
            WorkState.Returned => new WorkItem(Name(e), t["差戻し"], t["直して再申請する"], e.Url, null),
            WorkState.Submitted => new WorkItem(Name(e), t["審査中"], t["内容を見る"], e.Url, null, Waiting: false),
            _ => new WorkItem(Name(e), e.ChangeUnderWay ? t["変更の下書き"] : t["下書き"], t["入力を続ける"], e.Url, null),
        }).Concat(renewals);
    }

    private async Task<IEnumerable<WorkItem>> OfReviewer(CancellationToken cancel)
    {
        var waiting = db.Entries.AsNoTracking().Where(e => e.Work == WorkState.Submitted);
        var total = await waiting.CountAsync(cancel);
        var first = await waiting.OrderBy(e => e.SubmittedAt).Take(5).ToListAsync(cancel);
        var items = first.Select(e => new WorkItem(Name(e), t["掲載の審査待ち"], t["審査する"], $"/reviews/listings/{e.PublicId}", null)).ToList();
        if (total > first.Count)
            items.Add(new WorkItem(t["ほか{0}件の掲載の申請", total - first.Count], t["掲載の審査待ち"], t["審査一覧を見る"], "/reviews", null));
        return items;
    }

    private string Name(Entry e) => e.Kind == EntryKind.Software ? t["ソフトウェア「{0}」", e.Title] : t["サービス「{0}」", e.Title];
}

/// <summary>Listings by state, for the operator's overview.</summary>
internal sealed class ListingFigures(CatalogDbContext db, Texts t) : IFigures
{
    public async Task<IReadOnlyList<Figure>> Count(CancellationToken cancel)
    {
        var counts = await db.Entries.IgnoreQueryFilters().GroupBy(e => new { e.Kind, e.Live, e.Work }).Select(g => new { g.Key.Kind, g.Key.Live, g.Key.Work, Count = g.LongCount() }).ToListAsync(cancel);
        var shown = await db.PublishedOffers.LongCountAsync(p => p.WithdrawnAt == null, cancel);
        return
        [
            new Figure(t["掲載"], t["検索に表示中のサービス"], shown),
            .. counts.GroupBy(c => (c.Kind, State: ListingWords.State(c.Live, c.Work, t)))
                .OrderBy(g => g.Key.Kind).ThenBy(g => g.Key.State, StringComparer.Ordinal)
                .Select(g => new Figure(t["掲載"], $"{ListingWords.Kind(g.Key.Kind, t)}：{g.Key.State}", g.Sum(c => c.Count))),
        ];
    }
}
