using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Catalog.Browse;

/// <summary>A listing's history for machines.</summary>
internal static class HistoryApi
{
    public static IEndpointRouteBuilder MapHistory(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/services/{publicId}/history", Page).Describe<HistoryJson>(Act.Browse, "readServiceHistory", "A service's published versions, the newest first, and what changed in each", 404).WithEntityTag();
        routes.MapGet("/api/v1/services/{publicId}/history/{number:int}", One).Describe<EditionJson>(Act.Browse, "readServiceVersion", "A published version with its answers, also of a withdrawn service", 404).WithEntityTag();
        routes.MapGet("/api/v1/services/{publicId}/differences", Between).Describe<DifferencesJson>(Act.Browse, "compareServiceVersions", "What differs between two published versions, question by question", 404).WithEntityTag();
        return routes;
    }

    private static async Task<IResult> Page(string publicId, int? page, ReadHistory read, CancellationToken cancel)
    {
        if (await read.Page(publicId, page ?? 1, cancel) is not { } history)
            return ApiResult.NotFound();
        var next = (page ?? 1) * ReadHistory.PageSize < history.Total ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/api/v1/services/{publicId}/history?page={(page ?? 1) + 1}") : null;
        return Results.Ok(new HistoryJson(history.Offer.PublicId, history.WithdrawnAt, history.Total, next,
            [.. history.Editions.Select(e => new HistoryLineJson(e.Edition.Number, e.Edition.PublishedAt, e.Previous, e.Edition.ContentHash, [.. e.Changes.Select(c => c.Question)]))]));
    }

    private static async Task<IResult> One(string publicId, int number, ReadHistory read, CancellationToken cancel) =>
        ApiResult.Found(await read.Edition(publicId, number, cancel) is { } found
            ? new EditionJson(publicId, number, found.Edition.PublishedAt, found.Edition.MakerName, found.Edition.SellerName, found.QuestionSet, found.SoftwareAnswers, found.OfferAnswers, found.Edition.ContentHash)
            : null);

    private static async Task<IResult> Between(string publicId, int from, int to, ReadHistory read, CancellationToken cancel) =>
        ApiResult.Found(await read.Between(publicId, from, to, cancel) is { } found
            ? new DifferencesJson(publicId, from, to, [.. found.Changes.Select(c => new DifferenceJson(c.Question, c.Label, c.Before, c.After, [.. c.Parts.Select(p => new PartJson(p.Kind.ToString(), p.Text))]))])
            : null);
}

/// <param name="WithdrawnAt">When it left the catalogue; null while it is in it.</param>
/// <param name="Next">Address of the next page, or null on the last.</param>
internal sealed record HistoryJson(string Id, DateTimeOffset? WithdrawnAt, int Total, string? Next, HistoryLineJson[] Items);

/// <param name="Previous">The version it was compared with; null for the first.</param>
/// <param name="Changed">Ids of the questions whose answers changed; "maker" and "seller" for changed names.</param>
internal sealed record HistoryLineJson(int Version, DateTimeOffset PublishedAt, int? Previous, string ContentHash, string[] Changed);

internal sealed record EditionJson(
    string Id, int Version, DateTimeOffset PublishedAt, string Maker, string Seller, int QuestionSetVersion, JsonObject SoftwareAnswers, JsonObject OfferAnswers, string ContentHash);

internal sealed record DifferencesJson(string Id, int From, int To, DifferenceJson[] Items);

/// <param name="Before">The answer in words; empty for none.</param>
/// <param name="Parts">Both texts in one, word by word: Same, Removed, Added.</param>
internal sealed record DifferenceJson(string Question, string Label, string Before, string After, PartJson[] Parts);

internal sealed record PartJson(string Kind, string Text);
