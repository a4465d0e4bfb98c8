using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Browse;

/// <summary>A listing as its page shows it.</summary>
/// <param name="Proofs">The seller's, valid ones first.</param>
/// <param name="Others">Other sellers' published offers of the same software, the cheapest for the size first.</param>
/// <param name="Editions">What was published when, the newest first.</param>
internal sealed record ListingPage(
    OfferSnapshot Offer, DateTimeOffset? WithdrawnAt, QuestionSet Set, CategoryTree Categories, OrganisationView? Seller, IReadOnlyList<ProofView> Proofs,
    IReadOnlyList<OfferSnapshot> Others, IReadOnlyList<OfferEdition> Editions, DateOnly Today)
{
    /// <summary>The questions that the listing answered. Software and offer may have answered different sets: what the newer of the two no longer asks follows at the end.</summary>
    public required IReadOnlyList<QuestionSection> Sections { get; init; }
}

/// <summary>Reads a published or withdrawn offer by its public id; null when there never was one.</summary>
internal sealed class ReadPublishedListing(CatalogDbContext db, CatalogueBasis basis, ColumnsFeed feed, ListingsLately lately, IOrganisations organisations, TimeProvider time)
{
    public async Task<ListingPage?> Read(string publicId, BodySize size, CancellationToken cancel)
    {
        var columns = await feed.Current(cancel);
        if (await lately.Get(publicId, columns.Position, () => Stored(publicId, cancel)) is not { } stored)
            return null;
        var offer = stored.Offer;
        var today = time.JapanToday();
        var set = await basis.Set(offer.QuestionSetVersion, cancel);
        return new ListingPage(offer, stored.WithdrawnAt, set, await basis.Categories(cancel),
            await organisations.Find(offer.SellerId, cancel), Proofs(columns.Standing(offer.SellerId), today),
            [.. stored.Others.OrderBy(o => PriceWords.Monthly(o.Price, size)).ThenBy(o => o.OfferId)], stored.Editions, today)
        {
            Sections = [.. set.Sections, .. Earlier(offer, set, await basis.Sets(cancel))],
        };
    }

    private async Task<StoredListing?> Stored(string publicId, CancellationToken cancel)
    {
        var published = await db.PublishedOffers.AsNoTracking().SingleOrDefaultAsync(p => p.PublicId == publicId, cancel);
        if (published is null)
            return null;
        var offer = published.Snapshot;
        return new StoredListing(offer, published.WithdrawnAt,
            published.WithdrawnAt is not null ? [] : await db.PublishedOffers.AsNoTracking()
                .Where(p => p.SoftwareId == offer.SoftwareId && p.OfferId != offer.OfferId && p.WithdrawnAt == null).Select(p => p.Snapshot).ToListAsync(cancel),
            await db.OfferEditions.AsNoTracking().Where(e => e.OfferId == offer.OfferId).OrderByDescending(e => e.Number).ToListAsync(cancel));
    }

    private static IEnumerable<QuestionSection> Earlier(OfferSnapshot offer, QuestionSet set, IReadOnlyList<QuestionSet> sets)
    {
        var left = offer.SoftwareAnswers.Concat(offer.OfferAnswers).Select(a => a.Key).Where(id => set.Find(id) is null).ToHashSet(StringComparer.Ordinal);
        return left.Count == 0 ? [] : sets.Where(s => s.Version < set.Version).SelectMany(s => s.Sections).Select(s => s with { Id = "earlier-" + s.Id, Questions = [.. s.Questions.Where(q => left.Remove(q.Id))] })
            .Where(s => s.Questions.Count > 0).ToList();
    }

    public static IReadOnlyList<ProofView> Proofs(VendorStanding? standing, DateOnly today) =>
        [.. (standing?.Proofs ?? []).OrderBy(p => !p.ValidOn(today)).ThenBy(p => p.Kind)];
}
