using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog.Lists;

internal static class ListsServices
{
    public static IServiceCollection AddLists(this IServiceCollection services)
    {
        services.AddScoped<ListActs>();
        services.AddScoped<ReadLists>();
        return services;
    }

    public static IEndpointRouteBuilder MapLists(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/lists", All).Describe<ListJson[]>(Act.KeepLists, "listOfferLists", "The body's lists of services");
        routes.MapGet("/api/v1/lists/{id}", One).Describe<ListJson>(Act.KeepLists, "readOfferList", "A list with its services and notes", 404);
        return routes;
    }

    private static async Task<IResult> All(ReadLists lists, CancellationToken cancel) =>
        TypedResults.Ok((await lists.All(cancel)).Select(l => new ListJson(l.List.PublicId, l.List.Name, l.Offers, null)).ToArray());

    private static async Task<IResult> One(string id, ReadLists lists, CancellationToken cancel) => ApiResult.Found(await lists.One(id, cancel) is not { } found ? null
        : new ListJson(found.List.PublicId, found.List.Name, found.Offers.Count, [.. found.Offers.Select(o => new ListedServiceJson(o.Offer.PublicId, o.Offer.Name, o.Offer.OfferName, o.Offer.SellerName,
            o.Monthly.Yen, o.WithdrawnAt is not null, o.Listed.AddedAt, [.. o.Notes.Select(n => new ListNoteJson(n.PersonName, n.WrittenAt, n.Text))]))]));
}

/// <param name="Services">Null in the list of lists.</param>
internal sealed record ListJson(string Id, string Name, int Count, ListedServiceJson[]? Services);

/// <param name="Monthly">Yen a month without tax for the body's size.</param>
internal sealed record ListedServiceJson(string Id, string Name, string OfferName, string Seller, long Monthly, bool Withdrawn, DateTimeOffset AddedAt, ListNoteJson[] Notes);

internal sealed record ListNoteJson(string By, DateTimeOffset WrittenAt, string Text);
