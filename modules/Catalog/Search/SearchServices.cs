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
        services.AddScoped<ICatalogueIndex, PostgresCatalogueIndex>();
        services.AddEventHandler<OfferPublished, IndexPublishedOffer, CatalogDbContext>();
        services.AddEventHandler<OfferWithdrawn, UnindexWithdrawnOffer, CatalogDbContext>();
        services.AddEventHandler<VendorStandingChanged, KeepSellerStanding, CatalogDbContext>();
        return services;
    }
}
