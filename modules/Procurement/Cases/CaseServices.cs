using Marketplace.Procurement.Ceilings;
using Marketplace.Procurement.Contracts;
using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
        services.AddScoped<WithdrawRequestHandler>();
        services.AddScoped<CloseCaseHandler>();
        services.AddScoped<CandidateRows>();
        services.AddScoped<FindEvidence>();
        services.AddScoped<CaseChecks>();
        services.AddScoped<CeilingBooks>();
        services.AddScoped<SmallAmounts>();
        services.AddScoped<SetCeilingHandler>();
        services.AddScoped<ISeed, CeilingSeed>();
        services.AddSingleton<IAfterMigrate, CeilingTriggers>();
        services.AddScoped<FindCasesHandler>();
        services.AddScoped<FindContractsHandler>();
        services.AddScoped<WaitingYears>();
        services.AddScoped<IWorkItems, CaseWorkItems>();
        services.AddScoped<IWorkItems, ContractWorkItems>();
        services.AddScoped<IFigures, CaseFigures>();
        services.AddSingleton<IAfterMigrate, EvidenceTriggers>();
        services.AddEventHandler<ApprovalRequested, ReserveForCase, ProcurementDbContext>();
        services.AddEventHandler<ApprovalDropped, ReleaseForCase, ProcurementDbContext>();
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
        BodyCeilingTable.Fence(model, db);
    }

    /// <summary>Files of a case, and the JSON interface of cases and contracts.</summary>
    public static IEndpointRouteBuilder MapCases(this IEndpointRouteBuilder routes)
    {
        var readCases = new RequiresAttribute(Act.ReadCases);
        routes.MapGet("/cases/{id}/candidates.csv", EvidenceFiles.Csv).WithMetadata(readCases).ExcludeFromDescription();
        routes.MapGet("/cases/{id}/candidates.xlsx", EvidenceFiles.Excel).WithMetadata(readCases).ExcludeFromDescription();
        routes.MapGet("/cases/{id}/evidence.pdf", EvidenceFiles.Pdf).WithMetadata(readCases).ExcludeFromDescription();
        routes.MapGet("/cases/{id}/evidence.txt", EvidenceFiles.EvidenceText).WithMetadata(readCases).ExcludeFromDescription();
        EvidenceApi.Map(routes);
        CaseApi.Map(routes);
        ContractApi.Map(routes);
        return routes;
    }
}
