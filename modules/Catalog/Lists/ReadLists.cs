using Marketplace.Catalog.Browse;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Lists;

internal sealed record ListLine(OfferList List, int Offers, DateTimeOffset? LastAdded);

/// <summary>An offer of a list as it stands now.</summary>
/// <param name="WithdrawnAt">Null while it is in the catalogue.</param>
internal sealed record ListOffer(ListedOffer Listed, OfferSnapshot Offer, DateTimeOffset? WithdrawnAt, Money Monthly, IReadOnlyList<ListNote> Notes);

internal sealed record ListView(OfferList List, BodySize Size, IReadOnlyList<ListOffer> Offers);

/// <summary>The lists of the actor's body.</summary>
internal sealed class ReadLists(CatalogDbContext db, SearchCatalogue search)
{
    public async Task<IReadOnlyList<ListLine>> All(CancellationToken cancel) => await db.OfferLists.AsNoTracking().OrderBy(l => l.Name).ThenBy(l => l.Id)
        .Select(l => new ListLine(l, l.Offers.Count, l.Offers.Max(o => (DateTimeOffset?)o.AddedAt))).ToListAsync(cancel);

    /// <summary>Null when the body has no such list. Offers in the order they were taken in.</summary>
    public async Task<ListView?> One(string publicId, CancellationToken cancel)
    {
        if (await db.OfferLists.AsNoTracking().Include(l => l.Offers).SingleOrDefaultAsync(l => l.PublicId == publicId, cancel) is not { } list)
            return null;
        var ids = list.Offers.Select(o => o.OfferId).ToArray();
        var offers = await db.PublishedOffers.AsNoTracking().Where(p => ids.Contains(p.OfferId)).ToDictionaryAsync(p => p.OfferId, cancel);
        var notes = (await db.ListNotes.AsNoTracking().Where(n => n.ListId == list.Id).OrderBy(n => n.WrittenAt).ToListAsync(cancel)).ToLookup(n => n.OfferId);
        var size = await search.Size(null, null, cancel);
        return new ListView(list, size, [.. list.Offers.OrderBy(o => o.AddedAt).ThenBy(o => o.OfferId).Where(o => offers.ContainsKey(o.OfferId)).Select(o =>
            new ListOffer(o, offers[o.OfferId].Snapshot, offers[o.OfferId].WithdrawnAt, PriceWords.Monthly(offers[o.OfferId].Snapshot.Price, size), [.. notes[o.OfferId]]))]);
    }
}
