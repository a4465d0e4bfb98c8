using Marketplace.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Billing;

/// <summary>What the host sees of this module.</summary>
public static class BillingModule
{
    public static IServiceCollection AddBilling(this IServiceCollection services)
    {
        services.AddModuleDb<BillingDbContext>(BillingDbContext.SchemaName);
        services.AddSingleton<IAfterMigrate, BillingImmutable>();
        services.AddOptions<LateInterest>().BindConfiguration("Billing:LateInterest");
        services.TryAddScoped<IPaymentCollector, BankTransferCollector>();

        services.AddEventHandler<ContractConcluded, OpenBillableContract, BillingDbContext>();
        services.AddScoped<ReportDeliveryHandler>();
        services.AddScoped<InspectDeliveryHandler>();
        services.AddScoped<IssueInvoiceHandler>();
        services.AddScoped<RecordPaymentHandler>();
        services.AddScoped<Settlement>();
        services.AddScoped<EnterStatementLinesHandler>();
        services.AddScoped<MatchLineHandler>();
        services.AddScoped<SaveProfileHandler>();
        services.AddScoped<ListInvoicesHandler>();
        services.AddScoped<Trades>();

        services.AddScoped<ISeed, SeedProfiles>();
        services.AddScoped<IDoctor, LedgerDoctor>();
        services.AddScoped<IWorkItems, BillingWorkItems>();
        services.AddScoped<IFigures, BillingFigures>();
        return services;
    }

    /// <summary>The module's JSON endpoints, under /api/v1.</summary>
    public static IEndpointRouteBuilder MapBilling(this IEndpointRouteBuilder routes)
    {
        BillingApi.Map(routes);
        return routes;
    }
}
