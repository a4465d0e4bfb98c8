using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Contracts;

internal sealed record ContractsJson(int Total, int Page, int Pages, IReadOnlyList<ContractLineJson> Items);

/// <param name="Source">Case or JointProcurement.</param>
internal sealed record ContractLineJson(
    string Id, string Number, string Title, string Buyer, string Seller, string State, string Source, FiscalYear FiscalYear, DateOnly Start, DateOnly End, Money Total, Money Accepted, Money Paid);

/// <param name="Net">Whole term without tax.</param>
/// <param name="Total">With tax; what was encumbered.</param>
/// <param name="Offer">The offer as it stood when it was agreed.</param>
internal sealed record ContractJson(
    string Id, string Number, string Title, string Buyer, LocalGovernmentCode BuyerCode, string Seller, string State, string Source, FiscalYear FiscalYear, string BudgetLine,
    DateOnly Start, DateOnly End, Money Net, int TaxRatePercent, Money Total, Money Accepted, Money Paid, DateTimeOffset ConcludedAt, JsonNode? Offer,
    IReadOnlyList<YearAmount> Parts, LaterYearsBasis? Basis, string BasisName);

/// <summary>The read-only JSON interface of contracts.</summary>
internal static class ContractApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/contracts", List).Describe<ContractsJson>(Act.ReadContracts, "listContracts", "Contracts of the own organisation, newest first");
        routes.MapGet("/api/v1/contracts/{id}", Get).Describe<ContractJson>(Act.ReadContracts, "readContract", "A contract with what was accepted and paid of it", 404);
    }

    private static async Task<IResult> List(FindContractsHandler handler, string? state, int? year, int? page, CancellationToken cancel)
    {
        var found = await handler.Handle(new FindContracts(state ?? "", year, page ?? 1), cancel);
        return Results.Ok(new ContractsJson(found.Total, found.Page, found.Pages, [.. found.Items.Select(c => new ContractLineJson(
            c.PublicId, c.Number, c.Title, c.BuyerName, c.SellerName, c.State.ToString(), c.Source.ToString(), c.FiscalYear, c.Start, c.End, c.Total, c.Accepted, c.Paid))]));
    }

    private static async Task<IResult> Get(string id, ProcurementDbContext db, CancellationToken cancel) =>
        ApiResult.Found(await db.Set<Contract>().AsNoTracking().SingleOrDefaultAsync(c => c.PublicId == id, cancel) is { } c
            ? new ContractJson(c.PublicId, c.Number, c.Title, c.BuyerName, c.BuyerCode, c.SellerName, c.State.ToString(), c.Source.ToString(), c.FiscalYear, c.BudgetLine,
                c.Start, c.End, c.Net, c.TaxRatePercent, c.Total, c.Accepted, c.Paid, c.ConcludedAt, JsonNode.Parse(c.OfferJson), c.Parts, c.Basis, c.BasisName)
            : null);
}
