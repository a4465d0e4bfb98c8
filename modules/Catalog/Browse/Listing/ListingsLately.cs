using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Marketplace.Catalog.Search;
using Marketplace.Shared;

namespace Marketplace.Catalog.Browse;

/// <summary>A listing as the database has it.</summary>
internal sealed record StoredListing(OfferSnapshot Offer, DateTimeOffset? WithdrawnAt, IReadOnlyList<OfferSnapshot> Others, IReadOnlyList<OfferEdition> Editions);

/// <summary>Listings that were looked at since the catalogue last changed. Every publication and withdrawal moves the index's position (<see cref="SearchPosition"/>) within a second, and
/// with it everything kept here is forgotten.</summary>
internal sealed class ListingsLately
{
    private const int Most = 500;
    private volatile Tuple<long, ConcurrentDictionary<string, StoredListing>> kept = Tuple.Create(-1L, New());

    /// <param name="position">As it was before <paramref name="read"/> begins: what is published while it reads moves it on.</param>
    public async ValueTask<StoredListing?> Get(string publicId, long position, Func<Task<StoredListing?>> read)
    {
        var now = kept;
        if (now.Item1 != position)
            kept = now = Tuple.Create(position, New());
        if (now.Item2.TryGetValue(publicId, out var known))
            return known;
        var listing = await read();
        if (listing is not null && now.Item2.Count < Most)
        {
            foreach (var answers in listing.Others.Append(listing.Offer).SelectMany(o => new[] { o.SoftwareAnswers, o.OfferAnswers }))
                TakeApart(answers);
            now.Item2[publicId] = listing;
        }

        return listing;
    }

    private static ConcurrentDictionary<string, StoredListing> New() => new(StringComparer.Ordinal);

    /// <summary>JSON is taken apart when it is first read, which must not happen in two requests at once.</summary>
    private static void TakeApart(JsonNode? node)
    {
        foreach (var child in node switch { JsonObject o => o.Select(m => m.Value), JsonArray a => a, _ => [] })
            TakeApart(child);
    }
}
