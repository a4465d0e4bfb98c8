using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Procurement;

/// <summary>Per-municipality purchasing state.</summary>
internal static class PurchasingServices
{
    public static IServiceCollection AddPurchasing(this IServiceCollection services)
    {
        services.AddSingleton<PurchasingJournal>();
        services.AddSingleton<JournalWriter>();
        services.AddSingleton<SnapshotKeeper>();
        services.AddHostedService(p => p.GetRequiredService<SnapshotKeeper>());
        services.AddSingleton<IPurchasingAccounts, PostgresPurchasingAccounts>();
        services.AddSingleton<IAfterMigrate, PurchasingJournalSql>();
        services.AddScoped<IDoctor, PurchasingDoctor>();
        services.AddScoped<ISeed, PurchasingSeed>();
        services.AddScoped<BudgetActHandler>();
        services.AddScoped<AllotLineHandler>();
        services.AddScoped<EncumberByMachineHandler>();
        services.AddScoped<ImportPreview>();
        services.AddScoped<SpendingPlaces>();
        services.AddScoped<BudgetHandoverReader>();
        services.AddScoped<IWorkItems, BudgetWorkItems>();
        return services;
    }
}
