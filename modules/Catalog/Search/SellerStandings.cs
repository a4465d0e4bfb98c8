using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Search;

/// <summary>Fills this module's copy of the sellers' standing from Certification itself: for a rebuild, when the copy was lost.</summary>
internal sealed class SellerStandings(CatalogDbContext db, ICertification certification, SearchWriter writer)
{
    public async Task TakeAll(CancellationToken cancel)
    {
        var sellers = await db.PublishedOffers.Where(o => o.WithdrawnAt == null).Select(o => o.SellerId).Distinct().ToListAsync(cancel);
        var versions = await db.Set<SellerStanding>().Where(s => sellers.Contains(s.SellerId)).ToDictionaryAsync(s => s.SellerId, s => s.StandingVersion, cancel);
        var standings = await certification.Standings(sellers, cancel);
        // The version known stays, so that a later event is still taken and an event that came meanwhile is not undone.
        await writer.Stand([.. standings.Values.Select(s => new VendorStandingChanged(s.VendorId, s.Certified, s.Proofs, versions.GetValueOrDefault(s.VendorId, long.MinValue)))], cancel);
    }
}
