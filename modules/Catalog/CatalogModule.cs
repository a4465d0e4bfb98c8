using Marketplace.Catalog.Browse;
using Marketplace.Catalog.Experiences;
using Marketplace.Catalog.Lists;
using Marketplace.Catalog.OpenData;
using Marketplace.Catalog.SavedSearches;
using Marketplace.Catalog.Search;
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
        services.AddListings();
        services.AddSearch();
        services.AddOpenData();
        services.AddSavedSearches();
        services.AddLists();
        services.AddExperiences();
        return services;
    }

    /// <summary>Makes further plausible listings for scale tests, published and indexed. The same seed number makes the same listings.</summary>
    /// <param name="services">The composed program; sample vendors must be seeded.</param>
    /// <param name="seedFolder">The folder catalog-seed.</param>
    /// <param name="count">Offers in all that the seed number stands for; those that exist already are not made again.</param>
    public static Task GenerateListings(IServiceProvider services, string seedFolder, int count, int seed, IProgress<string> progress, CancellationToken cancel) =>
        Marketplace.Catalog.GenerateListings.Generate(services, seedFolder, count, seed, progress, cancel);

    /// <summary>Rebuilds the search index from the published offers while the site serves; reports lines for people.</summary>
    public static Task Reindex(IServiceProvider services, IProgress<string> progress, CancellationToken cancel) => ReindexVerb.Reindex(services, progress, cancel);

    /// <summary>The module's JSON endpoints, under /api/v1.</summary>
    public static IEndpointRouteBuilder MapCatalog(this IEndpointRouteBuilder routes) => routes.MapSearch().MapHistory().MapOpenData().MapSavedSearches().MapLists().MapExperiences().MapDocuments().MapImport().MapListings();
}
