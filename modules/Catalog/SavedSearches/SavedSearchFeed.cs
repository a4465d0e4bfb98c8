using Marketplace.Catalog.OpenData;
using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.SavedSearches;

/// <summary>A saved search's feed: whoever knows the address reads it, as feed readers cannot sign in. It holds nothing that is not public but the search's name.</summary>
internal static class SavedSearchFeed
{
    public static IEndpointRouteBuilder MapSavedSearches(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/feeds/searches/{key}.atom", Read).WithMetadata(new RequiresAttribute(Act.Browse)).ExcludeFromDescription();
        return routes;
    }

    public static string AddressOf(HttpRequest request, string key) => $"{OpenDataApi.RootOf(request)}/feeds/searches/{key}.atom";

    private static async Task<IResult> Read(string key, HttpContext context, CatalogDbContext db, ReadSavedSearches read, CatalogueBasis basis, CancellationToken cancel)
    {
        var hash = SavedSearch.HashOf(key);
        if (await db.SavedSearches.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(s => s.FeedHash == hash, cancel) is not { } search)
            return Results.NotFound();
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        var root = OpenDataApi.RootOf(context.Request);
        var offers = await read.Offers(search.Id, onlyNewlyFitting: true, cancel);
        return EntityTag.Of(AtomFeed.Of($"{search.Name}｜マーケットプレイス", AddressOf(context.Request, key), $"{root}/services{search.Query}", root,
            [.. offers.Select(o => new FeedEntry(o.Offer, o.Since))], await basis.Categories(cancel), search.CreatedAt), AtomFeed.ContentType);
    }
}
