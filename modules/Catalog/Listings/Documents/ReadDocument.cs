using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Catalog;

/// <summary>Hands out a listing's file: to everybody once it is published, before that to its vendor and the operator; never while it is in quarantine. Always as a download.</summary>
internal static class ReadDocument
{
    public static IEndpointRouteBuilder MapDocuments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/documents/{publicId}", Read).WithMetadata(new RequiresAttribute(Act.Browse)).ExcludeFromDescription();
        return routes;
    }

    private static async Task<IResult> Read(string publicId, HttpContext context, CatalogDbContext db, VirusScanner scanner, CancellationToken cancel)
    {
        var document = await db.Documents.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(d => d.PublicId == publicId, cancel);
        if (document is null || !document.MayBeRead(scanner.IsConfigured) || !await MayRead(document, db, cancel))
            return Results.NotFound();
        var bytes = await db.DocumentContents.AsNoTracking().Where(c => c.DocumentId == document.Id).Select(c => c.Bytes).SingleAsync(cancel);
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(bytes, document.MediaType, document.FileName, entityTag: new EntityTagHeaderValue($"\"{document.Sha256}\""), lastModified: document.UploadedAt);
    }

    private static async Task<bool> MayRead(Document document, CatalogDbContext db, CancellationToken cancel)
    {
        var actor = db.Actor;
        if (actor.IsOperator || (actor.IsVendor && actor.OrganisationId == document.OwnerId))
            return true;
        // What the operator stopped is not handed out; what the vendor withdrew stays, as its history does.
        return document.PublishedAt is not null && await db.Entries.IgnoreQueryFilters().AnyAsync(e => e.Id == document.EntryId && e.Live != LiveState.Suspended, cancel);
    }
}
