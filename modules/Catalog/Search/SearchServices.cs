using Marketplace.Catalog.Browse;
using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog.Search;

internal static class SearchServices
{
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<ColumnsFeed>();
        services.AddHostedService(p => p.GetRequiredService<ColumnsFeed>());
        services.AddScoped<SearchWriter>();
        services.AddSingleton<SynonymBook>();
        services.AddScoped<EditSynonymsHandler>();
        services.AddHostedService<IndexUpkeep>();
        services.AddScoped<SellerStandings>();
        services.AddScoped<ICatalogueIndex, PostgresCatalogueIndex>();
        services.AddEventHandler<OfferPublished, IndexPublishedOffer, CatalogDbContext>();
        services.AddEventHandler<OfferWithdrawn, UnindexWithdrawnOffer, CatalogDbContext>();
        services.AddEventHandler<VendorStandingChanged, KeepSellerStanding, CatalogDbContext>();
        services.AddScoped<SearchCatalogue>();
        services.AddScoped<FindCandidates>(p => p.GetRequiredService<SearchCatalogue>().Find);
        services.AddSingleton<ListingsLately>();
        services.AddScoped<ReadPublishedListing>();
        services.AddScoped<ReadHistory>();
        services.AddScoped<ReadVendors>();
        services.AddScoped<ReadVendor>();
        services.AddScoped<ReadComparison>();
        return services;
    }
}
