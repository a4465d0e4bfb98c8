using Marketplace.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Procurement;

/// <summary>What the host sees of this module.</summary>
public static class ProcurementModule
{
    public static IServiceCollection AddProcurement(this IServiceCollection services)
    {
        services.AddModuleDb<ProcurementDbContext>(ProcurementDbContext.SchemaName);
        services.AddPurchasing();
        Cases.CaseServices.AddCases(services);
        services.AddJointProcurements();
        return services;
    }

    /// <summary>The module's JSON endpoints, under /api/v1.</summary>
    public static IEndpointRouteBuilder MapProcurement(this IEndpointRouteBuilder routes)
    {
        routes.MapPurchasing();
        Cases.CaseServices.MapCases(routes);
        routes.MapJointProcurements();
        return routes;
    }
}
