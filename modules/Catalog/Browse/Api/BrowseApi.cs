using System.Text.Json.Nodes;
using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Catalog.Browse;

/// <summary>The public catalogue for machines. Prices are whole yen without tax; texts are Japanese.</summary>
internal static class BrowseApi
{
    public static IEndpointRouteBuilder MapSearch(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/services", Search).Describe<ServiceSearch>(Act.Browse, "searchServices", "Search published services; parameters as on the page /services", 404).WithEntityTag();
        routes.MapGet("/api/v1/services/{publicId}", One).Describe<ServiceDetail>(Act.Browse, "readService", "A published service at its newest version; 410 when withdrawn", 404, 410).WithEntityTag();
        routes.MapGet("/api/v1/categories", Categories).Describe<CategoryCount[]>(Act.Browse, "listCategories", "Business categories with the number of published services").WithEntityTag();
        routes.MapGet("/api/v1/vendors/{publicId}", Vendor).Describe<VendorDetail>(Act.Browse, "readVendor", "A vendor with published services", 404).WithEntityTag();
        routes.MapGet("/services/suggest", Suggest).WithMetadata(new RequiresAttribute(Act.Browse)).ExcludeFromDescription();
        routes.MapGet("/compare.csv", CompareCsv).WithMetadata(new RequiresAttribute(Act.Browse)).ExcludeFromDescription();
        return routes;
    }

    private static async Task<IResult> Search(HttpRequest request, SearchCatalogue search, CancellationToken cancel)
    {
        if (await search.Page(request.Query, cancel) is not { } answer)
            return ApiResult.NotFound();
        var (address, found) = (answer.Address, answer.Results);
        var page = address.Page ?? 1;
        return TypedResults.Ok(new ServiceSearch(search.InWords(answer), found.Total, page,
            page * SearchCatalogue.PageSize < found.Total ? "/api/v1/services" + (address with { Page = page + 1 }).QueryString() : null,
            [.. found.Hits.Select(h => new ServiceItem(h.PublicId, h.Version, h.Name.Text, h.OfferName.Text, h.Summary.Text, h.SellerName.Text, h.Monthly.Yen,
                PricePlanAnswer.Write(h.Price), h.Categories, [.. h.Proofs.Select(p => p.ToString())], h.PublishedAt))],
            [.. found.Filters.Select(f => new Facet(f.Filter.Id, f.Filter.Ja, f.Filter.AllMustMatch,
                [.. f.Filter.Values.Select((v, i) => new FacetValue(v.Value, v.Ja, f.Counts[i], address.Has(f.Filter.Id, v.Value)))]))],
            [.. Counts(answer)]));
    }

    private static async Task<IResult> One(string publicId, ReadPublishedListing read, SearchCatalogue search, CancellationToken cancel)
    {
        if (await read.Read(publicId, await search.Size(null, null, cancel), cancel) is not { } listing)
            return ApiResult.NotFound();
        if (listing.WithdrawnAt is { } date)
            return ApiResult.Refused(StatusCodes.Status410Gone, Refusal.Conflict("withdrawn", "このサービスの掲載は{0}に終了しました。", date.JapanDay()));
        var offer = listing.Offer;
        return TypedResults.Ok(new ServiceDetail(offer.PublicId, offer.Version, offer.Name, offer.OfferName, offer.Summary, offer.MakerName, offer.SellerName,
            listing.Seller?.PublicId, offer.Categories, PricePlanAnswer.Write(offer.Price), offer.QuestionSetVersion, offer.SoftwareAnswers, offer.OfferAnswers,
            [.. listing.Proofs.Select(p => new Proof(p.Kind.ToString(), p.Number, p.Issuer, p.Scope, p.ValidFrom, p.Expires))], offer.PublishedAt, offer.ContentHash));
    }

    /// <summary>For the search box's script: texts only.</summary>
    private static async Task<IResult> Suggest(string? q, SearchCatalogue search, CancellationToken cancel) =>
        TypedResults.Ok((await search.Suggest(q ?? "", cancel)).Select(s => s.Text).ToArray());

    private static async Task<IResult> Categories(SearchCatalogue search, CancellationToken cancel) => TypedResults.Ok(Counts(await search.Overview(cancel)).ToArray());

    private static async Task<IResult> Vendor(string publicId, ReadVendor read, CancellationToken cancel) => await read.Read(publicId, cancel) is not { } found ? ApiResult.NotFound()
        : TypedResults.Ok(new VendorDetail(found.Vendor.PublicId, found.Vendor.Name, found.Vendor.Kana, found.Vendor.CorporateNumber?.ToString(), found.Vendor.Prefecture + found.Vendor.Address,
            [.. found.Proofs.Select(p => new Proof(p.Kind.ToString(), p.Number, p.Issuer, p.Scope, p.ValidFrom, p.Expires))],
            [.. found.Offers.Select(o => new VendorService(o.PublicId, o.Name, o.OfferName, o.Summary))]));

    private static async Task<IResult> CompareCsv(HttpRequest request, SearchCatalogue search, ReadComparison compare, Texts t, CancellationToken cancel)
    {
        var query = await CompareModel.Read(request.Query, search, cancel);
        var offers = await compare.Offers(query.Ids, cancel);
        if (offers.Count is 0 or > ReadComparison.Most)
            return ApiResult.Refused(StatusCodes.Status400BadRequest, Refusal.Conflict("compare-count", "比べられるのは1件から{0}件までです。", ReadComparison.Most));
        return TypedResults.File(ComparisonCsv.Of(await compare.Compare(offers, query, cancel), t), "text/csv; charset=utf-8", "hikaku.csv");
    }

    private static IEnumerable<CategoryCount> Counts(SearchAnswer answer) =>
        answer.Categories.All.Select(c => new CategoryCount(c.Code, c.Ja, c.En, c.Parent, answer.Results.Categories[c.Code]));
}

/// <param name="Next">Address of the next page, or null on the last.</param>
internal sealed record ServiceSearch(string InWords, int Total, int Page, string? Next, ServiceItem[] Items, Facet[] Facets, CategoryCount[] Categories);

/// <param name="Monthly">For the size asked for.</param>
internal sealed record ServiceItem(
    string Id, int Version, string Name, string OfferName, string Summary, string Seller, long Monthly, JsonObject Price, IReadOnlyList<string> Categories, string[] ValidProofs,
    DateTimeOffset PublishedAt);

internal sealed record Facet(string Id, string Name, bool AllMustMatch, FacetValue[] Values);

/// <param name="Count">Services with this value under the other conditions.</param>
internal sealed record FacetValue(string Value, string Name, int Count, bool Chosen);

internal sealed record CategoryCount(string Code, string Name, string NameEn, string? Parent, int Count);

internal sealed record ServiceDetail(
    string Id, int Version, string Name, string OfferName, string Summary, string Maker, string Seller, string? SellerId, IReadOnlyList<string> Categories, JsonObject Price,
    int QuestionSetVersion, JsonObject SoftwareAnswers, JsonObject OfferAnswers, Proof[] SellerProofs, DateTimeOffset PublishedAt, string ContentHash);

internal sealed record Proof(string Kind, string Number, string Issuer, string Scope, DateOnly ValidFrom, DateOnly Expires);

internal sealed record VendorDetail(string Id, string Name, string Kana, string? CorporateNumber, string Address, Proof[] Proofs, VendorService[] Services);

internal sealed record VendorService(string Id, string Name, string OfferName, string Summary);
