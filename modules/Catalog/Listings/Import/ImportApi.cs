using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Catalog;

internal static class ImportApi
{
    /// <summary>The templates of the import page.</summary>
    public static IEndpointRouteBuilder MapImport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/listings/import/template.xlsx", async (string? kind, CatalogueBasis basis, CancellationToken cancel) => Results.File(
            ImportTemplate.Workbook(await Columns(kind, basis, cancel)), SpreadsheetFile.ContentType, Name(kind) + ".xlsx")).ForVendors();
        routes.MapGet("/listings/import/template.csv", async (string? kind, CatalogueBasis basis, CancellationToken cancel) => Results.File(
            ImportTemplate.Csv(await Columns(kind, basis, cancel)), "text/csv; charset=utf-8", Name(kind) + ".csv")).ForVendors();
        return routes;
    }

    private static EntryKind KindOf(string? kind) => kind == "software" ? EntryKind.Software : EntryKind.Offer;

    private static string Name(string? kind) => KindOf(kind) == EntryKind.Software ? "software-import" : "service-import";

    private static async Task<IReadOnlyList<ImportColumn>> Columns(string? kind, CatalogueBasis basis, CancellationToken cancel) =>
        ImportColumns.Of(KindOf(kind), await basis.OpenSet(cancel), await basis.Categories(cancel));

    private static void ForVendors(this RouteHandlerBuilder route) => route.WithMetadata(new RequiresAttribute(Act.DraftListings)).ExcludeFromDescription();
}
