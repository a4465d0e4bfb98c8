using System.Globalization;
using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.OpenData;

/// <summary>The terms under which everybody may use the published catalogue.</summary>
internal static class OpenDataLicence
{
    public const string Name = "CC BY 4.0", Address = "https://creativecommons.org/licenses/by/4.0/deed.ja";
}

/// <summary>The published catalogue for everybody: whole, in pages, as files, as it changes, and for search engines and feed readers.</summary>
internal static class OpenDataApi
{
    private static readonly string[] Read = ["GET", "HEAD"];

    public static IEndpointRouteBuilder MapOpenData(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/catalogue", Catalogue).Describe<CataloguePageJson>(Act.Browse, "readCatalogue", "All published services, by cursor: at most 1,000 at a time (limit), the next page's address in next", 422).WithEntityTag();
        routes.MapGet("/api/v1/changes", Changes).Describe<ChangesJson>(Act.Browse, "readChanges", "What was published and withdrawn since a cursor (after), in an order into which nothing is put in later; ask next again when more is false", 409, 422).WithEntityTag();
        File(routes, "/open-data/catalogue.csv", (context, export, cancel) => Stream(context, export, "text/csv; charset=utf-8", "catalogue.csv", export.WriteCsv, cancel));
        File(routes, "/open-data/catalogue.jsonl", (context, export, cancel) => Stream(context, export, "application/jsonl; charset=utf-8", "catalogue.jsonl", export.WriteJsonLines, cancel));
        routes.MapMethods("/open-data/columns.csv", Read, async (CatalogueExport export, CancellationToken cancel) => EntityTag.Of(
            SafeCsv.File([["列", "名前", "説明"], .. (await export.Columns(cancel)).Select(c => new[] { c.Head, c.Id, c.Explanation })]), "text/csv; charset=utf-8")).Open();
        routes.MapMethods("/feeds/services.atom", Read, Newest).Open();
        routes.MapMethods("/sitemap.xml", Read, async (HttpRequest request, Sitemap map, CancellationToken cancel) => EntityTag.Of(await map.Index(RootOf(request), cancel), Sitemap.ContentType)).Open();
        routes.MapMethods("/sitemaps/{part:int}.xml", Read, async (int part, HttpRequest request, Sitemap map, CancellationToken cancel) =>
            await map.Part(part, RootOf(request), cancel) is { } bytes ? EntityTag.Of(bytes, Sitemap.ContentType) : Results.NotFound()).Open();
        routes.MapMethods("/robots.txt", Read, (HttpRequest request) => Results.Text($"User-agent: *\nDisallow: /api/\nSitemap: {RootOf(request)}/sitemap.xml\n")).Open();
        return routes;
    }

    /// <summary>The site's address as the reader sees it, without a slash at its end.</summary>
    public static string RootOf(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    private static async Task<IResult> Catalogue(HttpRequest request, string? after, int? limit, CatalogueExport export, ReadChanges changes, CatalogueBasis basis, CancellationToken cancel)
    {
        var from = Guid.Empty;
        if (after is not null && !Guid.TryParseExact(after, "N", out from))
            return ApiResult.Refused([BadCursor()]);
        if (limit is < 1 or > ReadChanges.Most)
            return ApiResult.Refused([BadLimit()]);
        // Asked before the reading: what changes meanwhile comes after it.
        var cursor = after is null ? await changes.Now(cancel) : null;
        var most = limit ?? ReadChanges.Usual;
        var offers = await export.Page(from, most + 1, cancel);
        var categories = await basis.Categories(cancel);
        var shown = offers.Take(most).Select(o => CatalogueRecord.Of(o, RootOf(request), categories)).ToArray();
        return Results.Ok(new CataloguePageJson(OpenDataLicence.Address, shown,
            offers.Count > most ? string.Create(CultureInfo.InvariantCulture, $"/api/v1/catalogue?after={offers[most - 1].OfferId:N}&limit={most}") : null,
            cursor is null ? null : $"/api/v1/changes?after={cursor}"));
    }

    private static async Task<IResult> Changes(string? after, int? limit, ReadChanges changes, CancellationToken cancel)
    {
        var cursor = after is null ? null : ChangeCursor.Parse(after);
        if (after is not null && cursor is null)
            return ApiResult.Refused([BadCursor()]);
        if (limit is < 1 or > ReadChanges.Most)
            return ApiResult.Refused([BadLimit()]);
        var most = limit ?? ReadChanges.Usual;
        return ApiResult.Of(await changes.After(cursor, most, cancel), page => new ChangesJson(
            [.. page.Items.Select(c => new ChangeJson(c.Withdrawn ? "withdrawn" : "published", c.PublicId, c.Version, c.At, c.ContentHash, $"/api/v1/services/{c.PublicId}"))],
            string.Create(CultureInfo.InvariantCulture, $"/api/v1/changes?after={page.Next}&limit={most}"), page.More));
    }

    private static Refusal BadCursor() => Refusal.Invalid("after", "cursor-unreadable", "続きの位置を読み取れません。前の応答のnextをそのまま使ってください。");

    private static Refusal BadLimit() => Refusal.Invalid("limit", "limit-range", "件数は1から{0}までで指定してください。", ReadChanges.Most);

    private static void File(IEndpointRouteBuilder routes, string path, Func<HttpContext, CatalogueExport, CancellationToken, Task> write) =>
        routes.MapMethods(path, Read, (HttpContext context, CatalogueExport export, CancellationToken cancel) => write(context, export, cancel)).Open();

    private static RouteHandlerBuilder Open(this RouteHandlerBuilder route) => route.WithMetadata(new RequiresAttribute(Act.Browse)).ExcludeFromDescription();

    private static async Task Stream(HttpContext context, CatalogueExport export, string type, string name, Func<Stream, string, CancellationToken, Task> write, CancellationToken cancel)
    {
        var state = await export.State(cancel);
        var response = context.Response;
        if (state.ChangedAt is { } at)
            response.Headers.LastModified = at.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
        response.Headers.Link = $"<{OpenDataLicence.Address}>; rel=\"license\"";
        if (EntityTag.IsKnown(context, $"{name} {state.Version} {RootOf(context.Request)}"))
            return;
        response.ContentType = type;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        if (!HttpMethods.IsHead(context.Request.Method))
            await write(response.Body, RootOf(context.Request), cancel);
    }

    private static async Task<IResult> Newest(HttpRequest request, CatalogDbContext db, CatalogueBasis basis, TimeProvider time, CancellationToken cancel)
    {
        // By the first publication, so that nobody comes to the top by editing.
        var newest = await db.OfferEditions.AsNoTracking().Where(e => e.Number == 1)
            .Join(db.PublishedOffers.Where(p => p.WithdrawnAt == null), e => e.OfferId, p => p.OfferId, (e, p) => new { e.PublishedAt, p.Snapshot, p.OfferId })
            .OrderByDescending(x => x.PublishedAt).ThenBy(x => x.OfferId).Take(AtomFeed.Most).ToListAsync(cancel);
        var root = RootOf(request);
        return EntityTag.Of(AtomFeed.Of("新しく公開されたサービス｜マーケットプレイス", $"{root}/feeds/services.atom", $"{root}/services?sort=newest", root,
            [.. newest.Select(n => new FeedEntry(n.Snapshot, n.PublishedAt))], await basis.Categories(cancel), DateTimeOffset.UnixEpoch), AtomFeed.ContentType);
    }
}

/// <param name="Licence">Address of the licence's text.</param>
/// <param name="Next">Address of the next page, or null on the last.</param>
/// <param name="Changes">On the first page: where to ask, after the last page, for what changed since.</param>
internal sealed record CataloguePageJson(string Licence, CatalogueRecord[] Items, string? Next, string? Changes);

/// <param name="Next">Where to ask for what comes after these; later, when <paramref name="More"/> is false.</param>
internal sealed record ChangesJson(ChangeJson[] Items, string Next, bool More);

/// <param name="Kind">published or withdrawn.</param>
/// <param name="Version">Grows with every change of that service; a reader that has a higher one may pass this over.</param>
internal sealed record ChangeJson(string Kind, string Id, int Version, DateTimeOffset At, string? ContentHash, string Service);
