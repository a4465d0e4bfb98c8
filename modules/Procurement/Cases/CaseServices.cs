using Marketplace.Procurement.Contracts;
using Marketplace.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Procurement.Cases;

/// <summary>Cases of one body and the contracts that come of them and of joint procurements.</summary>
internal static class CaseServices
{
    public static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.AddScoped<BudgetLines>();
        services.AddScoped<OpenCaseHandler>();
        services.AddScoped<ReviseCaseHandler>();
        services.AddScoped<SaveSearchHandler>();
        services.AddScoped<LockCaseHandler>();
        services.AddScoped<ChooseCandidateHandler>();
        services.AddScoped<RequestApprovalHandler>();
        services.AddScoped<ApproveCaseHandler>();
        services.AddScoped<ReturnCaseHandler>();
        services.AddScoped<CloseCaseHandler>();
        services.AddSingleton<IAfterMigrate, EvidenceTriggers>();
        services.AddEventHandler<CaseApproved, OrderApprovedCase, ProcurementDbContext>();
        services.AddEventHandler<DeliveryAccepted, AcceptOnAccount, ProcurementDbContext>();
        services.AddEventHandler<InvoicePaid, PayOnAccount, ProcurementDbContext>();
        services.AddEventHandler<ContractSettled, SettleContract, ProcurementDbContext>();
        return services;
    }

    /// <summary>Who sees which cases and contracts.</summary>
    public static void Fence(ModelBuilder model, ProcurementDbContext db)
    {
        ProcurementCaseTable.Fence(model, db);
        ContractTable.Fence(model, db);
    }

    public static IEndpointRouteBuilder MapCases(this IEndpointRouteBuilder routes) => routes;
}
