using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog.SavedSearches;

internal static class SavedSearchesServices
{
    public static IServiceCollection AddSavedSearches(this IServiceCollection services)
    {
        services.AddScoped<FittingOffers>();
        services.AddScoped<SavedSearchActs>();
        services.AddScoped<ReadSavedSearches>();
        services.AddScoped<IWorkItems, SavedSearchWork>();
        services.AddSingleton<SavedSearchWatch>();
        services.AddHostedService(p => p.GetRequiredService<SavedSearchWatch>());
        return services;
    }
}
