using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Procurement;

/// <summary>Joint procurement in the container.</summary>
internal static class JointServices
{
    public static IServiceCollection AddJointProcurements(this IServiceCollection services)
    {
        services.AddScoped<JointReads>();
        services.AddScoped<OpenJointProcurement>();
        services.AddScoped<FileDemand>();
        services.AddScoped<CommitDemand>();
        services.AddScoped<WithdrawDemand>();
        services.AddScoped<CallForOffers>();
        services.AddScoped<SubmitOffer>();
        services.AddScoped<ExtendDeadlines>();
        services.AddScoped<RecordOutage>();
        services.AddScoped<AwardJointProcurement>();
        services.AddScoped<CancelJointProcurement>();
        services.AddScoped<IWorkItems, JointWorkItems>();
        services.AddScoped<IFigures, JointFigures>();
        services.AddEventHandler<DemandCommitted, EncumberDemand, ProcurementDbContext>();
        services.AddEventHandler<DemandReleased, ReleaseDemand, ProcurementDbContext>();
        services.AddEventHandler<ShareDecided, ConcludeShare, ProcurementDbContext>();
        return services;
    }
}
