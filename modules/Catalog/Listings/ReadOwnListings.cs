using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <param name="SoftwareTitle">Of an offer's software.</param>
/// <param name="IsOlder">It answers an older question set than the one that is open.</param>
internal sealed record OwnListing(Entry Entry, int Completeness, string? SoftwareTitle, bool IsOlder);

/// <summary>The actor's own software and offers, what needs doing first.</summary>
internal sealed class ReadOwnListings(CatalogDbContext db, CatalogueBasis basis)
{
    public const int PageSize = 50;

    public async Task<(IReadOnlyList<OwnListing> Listings, int Total)> Read(EntryKind kind, int page, CancellationToken cancel)
    {
        var own = db.Actor.OrganisationId;
        var all = db.Entries.AsNoTracking().Where(e => e.OwnerId == own && e.Kind == kind);
        var total = await all.CountAsync(cancel);
        var entries = await all.OrderByDescending(e => e.Work == WorkState.Returned).ThenByDescending(e => e.ChangedAt).ThenBy(e => e.Id)
            .Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        var softwareIds = entries.Where(e => e.SoftwareId is not null).Select(e => e.SoftwareId!.Value).Distinct().ToList();
        var titles = await db.Entries.IgnoreQueryFilters().Where(e => softwareIds.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Title, cancel);
        var leaves = (await basis.Categories(cancel)).Leaves;
        var open = (await basis.OpenSet(cancel)).Version;
        var listings = new List<OwnListing>(entries.Count);
        foreach (var entry in entries)
        {
            var set = await basis.Set(entry.QuestionSetVersion, cancel);
            listings.Add(new OwnListing(entry, set.Completeness(kind, entry.Answers, leaves), entry.SoftwareId is { } id ? titles.GetValueOrDefault(id) : null, set.Version < open));
        }

        return (listings, total);
    }
}
