using Marketplace.Catalog.Browse;
using Marketplace.Catalog.Search;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Catalog.SavedSearches;

/// <summary>What fits a saved search now, the newest first.</summary>
/// <param name="Offers">At most <see cref="FittingOffers.Most"/>; with the day of their first publication.</param>
internal sealed record Fitting(IReadOnlyList<(Guid OfferId, DateTimeOffset FirstPublished)> Offers, int Total, string Query, string InWords)
{
    /// <summary>Not all that fit are listed.</summary>
    public bool IsCut => Total > Offers.Count;
}

/// <summary>Runs a saved search, whoever asks: the size of the body is in its query.</summary>
internal sealed class FittingOffers(ICatalogueIndex index, CatalogueBasis basis, SearchCatalogue search)
{
    /// <summary>The index gives no more at a time.</summary>
    public const int Most = 1000;

    public async Task<Fitting> Of(string query, int atMost, CancellationToken cancel)
    {
        var (filters, categories) = (CatalogueFilters.Of(await basis.OpenSet(cancel)), await basis.Categories(cancel));
        var address = SearchAddress.Parse(QueryHelpers.ParseQuery(query), filters, categories.ByCode) with { Page = 1 };
        // Where the query has no size yet (it is being saved), the saver's own body's.
        var size = await search.Size(address.Users, address.Population, cancel);
        address = address with { Users = size.Users, Population = size.Population };
        var found = await index.Search(address.Query(size, 0, atMost) with { Sort = CatalogueSort.Newest }, cancel);
        return new Fitting([.. found.Hits.Select(h => (h.OfferId, h.PublishedAt))], found.Total, address.QueryString(), search.InWords(new SearchAnswer(address, size, found, filters, categories)));
    }
}
