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
        routes.MapGet("/api/v1/services/{publicId}/cost", Cost).Describe<ServiceCost>(Act.Browse, "estimateCost", "What a published service costs a body of that size over a term, and over five years", 404);
        routes.MapGet("/compare.csv", CompareCsv).WithMetadata(new RequiresAttribute(Act.Browse)).ExcludeFromDescription();
        routes.MapGet("/compare.xlsx", CompareExcel).WithMetadata(new RequiresAttribute(Act.Browse)).ExcludeFromDescription();
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

    private static async Task<IResult> Cost(string publicId, int? users, int? population, int? bodies, int? months, ReadPublishedListing read, SearchCatalogue search, CancellationToken cancel)
    {
        List<Refusal> wrong = [];
        void Check(int? given, string field, int least, int most)
        {
            if (given is { } number && (number < least || number > most))
                wrong.Add(Refusal.Invalid(field, "out-of-range", "{0}から{1}までの数を指定してください。", least, most));
        }

        Check(users, "users", 1, SearchAddress.MostUsers);
        Check(population, "population", 0, SearchAddress.MostPopulation);
        Check(bodies, "bodies", 1, BodySize.MostBodies);
        Check(months, "months", 1, CostEstimate.MostMonths);
        if (wrong.Count > 0)
            return ApiResult.Refused(wrong);
        var size = await search.Size(users, population, cancel, bodies);
        if (await read.Read(publicId, size, cancel) is not { WithdrawnAt: null } listing)
            return ApiResult.NotFound();
        var cost = new CostEstimate(listing.Offer.Price, size, months ?? CostEstimate.UsualMonths(listing.Offer.Price));
        return TypedResults.Ok(new ServiceCost(listing.Offer.PublicId, size.Users, size.Population, size.Bodies, cost.Months, cost.Monthly.Yen, cost.Yearly.Yen, listing.Offer.Price.Initial.Yen, cost.Total.Yen, cost.TotalWithTax.Yen,
            cost.TermTooShort, [.. cost.FiveYears.Select(y => new ServiceYearCost(y.Year, y.Initial.Yen, y.Use.Yen, y.SoFar.Yen))]));
    }

    private static Task<IResult> CompareCsv(HttpRequest request, SearchCatalogue search, ReadComparison compare, Texts t, CancellationToken cancel) =>
        Compared(request, search, compare, c => TypedResults.File(ComparisonFiles.Csv(c, t), "text/csv; charset=utf-8", "hikaku.csv"), cancel);

    private static Task<IResult> CompareExcel(HttpRequest request, SearchCatalogue search, ReadComparison compare, Texts t, CancellationToken cancel) =>
        Compared(request, search, compare, c => TypedResults.File(ComparisonFiles.Excel(c, t), SpreadsheetFile.ContentType, "hikaku.xlsx"), cancel);

    private static async Task<IResult> Compared(HttpRequest request, SearchCatalogue search, ReadComparison compare, Func<Comparison, IResult> file, CancellationToken cancel)
    {
        var query = await CompareModel.Read(request.Query, NumbersAsked.Of(request.Query), search, cancel);
        var offers = await compare.Offers(query.Ids, cancel);
        if (offers.Count is 0 or > ReadComparison.Most)
            return ApiResult.Refused(StatusCodes.Status400BadRequest, Refusal.Conflict("compare-count", "比べられるのは1件から{0}件までです。", ReadComparison.Most));
        return file(await compare.Compare(offers, query, cancel));
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

/// <summary>Whole yen, without tax unless said; what one body pays.</summary>
/// <param name="Bodies">That many use it together.</param>
/// <param name="TermTooShort">The offer's minimum term is longer.</param>
internal sealed record ServiceCost(
    string Id, int Users, int Population, int Bodies, int Months, long Monthly, long Yearly, long Initial, long Total, long TotalWithTax, bool TermTooShort, ServiceYearCost[] FiveYears);

/// <param name="SoFar">All costs up to the end of this year.</param>
internal sealed record ServiceYearCost(int Year, long Initial, long Use, long SoFar);
