using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog.OpenData;

internal static class OpenDataServices
{
    public static IServiceCollection AddOpenData(this IServiceCollection services)
    {
        services.AddScoped<ReadChanges>();
        services.AddScoped<CatalogueExport>();
        services.AddScoped<Sitemap>();
        services.AddSingleton<FileSizes>();
        services.AddSingleton<IAfterMigrate, ChangesOfAnotherServer>();
        return services;
    }
}
