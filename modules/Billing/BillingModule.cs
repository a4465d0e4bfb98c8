using Marketplace.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Billing;

/// <summary>What the host sees of this module.</summary>
public static class BillingModule
{
    public static IServiceCollection AddBilling(this IServiceCollection services)
    {
        services.AddModuleDb<BillingDbContext>(BillingDbContext.SchemaName);
        return services;
    }

    /// <summary>The module's JSON endpoints, under /api/v1.</summary>
    public static IEndpointRouteBuilder MapBilling(this IEndpointRouteBuilder routes) => routes;
}
