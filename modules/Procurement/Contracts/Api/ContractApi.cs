using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Contracts;

/// <summary>The read-only JSON interface of contracts; money in whole yen.</summary>
internal static class ContractApi
{
    public static async Task<IResult> List(FindContractsHandler handler, string? state, int? year, int? page, CancellationToken cancel)
    {
        var found = await handler.Handle(new FindContracts(state ?? "", year, page ?? 1), cancel);
        return Results.Ok(new
        {
            found.Total,
            found.Page,
            found.Pages,
            Items = found.Items.Select(c => new
            {
                Id = c.PublicId, c.Number, c.Title, Buyer = c.BuyerName, Seller = c.SellerName, State = c.State.ToString(), Source = c.Source.ToString(),
                c.FiscalYear, c.Start, c.End, c.Total, c.Accepted, c.Paid,
            }),
        });
    }

    public static async Task<IResult> Get(string id, ProcurementDbContext db, CancellationToken cancel)
    {
        if (await db.Set<Contract>().AsNoTracking().SingleOrDefaultAsync(c => c.PublicId == id, cancel) is not { } c)
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "not-found");
        return Results.Ok(new
        {
            Id = c.PublicId, c.Number, c.Title, Buyer = c.BuyerName, c.BuyerCode, Seller = c.SellerName, State = c.State.ToString(), Source = c.Source.ToString(),
            c.FiscalYear, Parts = c.Parts, c.Basis, c.BasisName, c.BudgetLine, c.Start, c.End, c.Net, c.TaxRatePercent, c.Total, c.Accepted, c.Paid, c.ConcludedAt, Offer = JsonNode.Parse(c.OfferJson),
        });
    }
}
