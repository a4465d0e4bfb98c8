using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>The published catalogue as the other modules read it.</summary>
internal sealed class PublishedCatalogue(CatalogDbContext db, CatalogueBasis basis, FindCandidates find) : ICatalogue
{
    public async Task<OfferSnapshot?> Offer(string publicId, CancellationToken cancel) =>
        (await db.PublishedOffers.AsNoTracking().SingleOrDefaultAsync(p => p.PublicId == publicId && p.WithdrawnAt == null, cancel))?.Snapshot;

    public Task<CandidateList> Find(string queryString, int atMost, CancellationToken cancel) => find(queryString, atMost, cancel);

    public async Task<IReadOnlyList<CategoryView>> Categories(CancellationToken cancel) => (await basis.Categories(cancel)).All;

    public async Task<IReadOnlyList<OfferSnapshot>> OffersOf(Guid sellerId, string? category, CancellationToken cancel)
    {
        var leaves = category is null ? null
            : (await basis.Categories(cancel)).All.Where(c => c.Code == category || c.Parent == category).Select(c => c.Code).ToArray();
        var offers = await db.PublishedOffers.AsNoTracking()
            .Where(p => p.SellerId == sellerId && p.WithdrawnAt == null && (leaves == null || p.Categories.Any(c => leaves.Contains(c)))).ToListAsync(cancel);
        return [.. offers.Select(p => p.Snapshot).OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.OfferName, StringComparer.Ordinal)];
    }
}

/// <summary>Answers <see cref="ICatalogue.Find"/>; the search part registers it.</summary>
internal delegate Task<CandidateList> FindCandidates(string queryString, int atMost, CancellationToken cancel);
