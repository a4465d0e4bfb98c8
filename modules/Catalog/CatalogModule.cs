using Marketplace.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog;

/// <summary>What the host sees of this module.</summary>
public static class CatalogModule
{
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.AddModuleDb<CatalogDbContext>(CatalogDbContext.SchemaName);
        return services;
    }

    public static Task GenerateListings(IServiceProvider services, string seedFolder, int count, int seed, IProgress<string> progress, CancellationToken cancel) => Task.CompletedTask;

    public static Task Reindex(IServiceProvider services, IProgress<string> progress, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>The module's JSON endpoints, under /api/v1.</summary>
    public static IEndpointRouteBuilder MapCatalog(this IEndpointRouteBuilder routes) => routes;
}
