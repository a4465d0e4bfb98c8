using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Certification;

/// <summary>What the host sees of this module: vendors' applications, proofs, reviews, standing.</summary>
public static class CertificationModule
{
    public static IServiceCollection AddCertification(this IServiceCollection services)
    {
        services.AddModuleDb<CertificationDbContext>(CertificationDbContext.SchemaName);
        services.AddMemoryCache();
        services.AddSingleton<StandingReader>();
        services.AddSingleton<ICertification>(p => p.GetRequiredService<StandingReader>());
        services.AddScoped<StandingChange>();
        services.AddScoped<OwnApplication>();
        services.AddScoped<SaveCompanyHandler>();
        services.AddScoped<DeclareHandler>();
        services.AddScoped<ChangeProofsHandler>();
        services.AddScoped<SubmitApplicationHandler>();
        services.AddScoped<IReviewDesks, ReviewDesks>();
        services.AddScoped<ReadVendorQueueHandler>();
        services.AddScoped<ReadVendorReviewHandler>();
        services.AddScoped<DecideApplicationHandler>();
        services.AddScoped<ReviewProofHandler>();
        services.AddEventHandler<VendorRegistered, OpenApplication, CertificationDbContext>();
        services.AddScoped<IWorkItems, CertificationWork>();
        services.AddScoped<IFigures, CertificationFigures>();
        services.AddScoped<ISeed, CertificationSeed>();
        return services;
    }

    /// <summary>The module's JSON endpoints, under /api/v1.</summary>
    public static IEndpointRouteBuilder MapCertification(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/certification", StandingApi.Get).Describe<StandingJson>(Act.ApplyForCertification, "readOwnCertification",
            "How the own vendor stands: certified or not, its proofs, and whether bodies may contract with it today");
        return routes;
    }
}
