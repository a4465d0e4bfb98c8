using Marketplace.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Certification;

/// <summary>What the host sees of this module.</summary>
public static class CertificationModule
{
    public static IServiceCollection AddCertification(this IServiceCollection services)
    {
        services.AddModuleDb<CertificationDbContext>(CertificationDbContext.SchemaName);
        return services;
    }

    /// <summary>The module's JSON endpoints, under /api/v1.</summary>
    public static IEndpointRouteBuilder MapCertification(this IEndpointRouteBuilder routes) => routes;
}
