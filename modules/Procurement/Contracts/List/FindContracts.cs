using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Contracts;

/// <summary>A line of the list of contracts.</summary>
internal sealed record ContractLine(
    string PublicId, string Number, string Title, string BuyerName, string SellerName, ContractState State, ContractSource Source, FiscalYear FiscalYear,
    DateOnly Start, DateOnly End, Money Total, Money Accepted, Money Paid);

/// <summary>Which contracts of the actor's organisation, newest first.</summary>
/// <param name="State">A state's name, or empty for all.</param>
/// <param name="Year">Fiscal year; null for all.</param>
/// <param name="Page">From 1.</param>
internal sealed record FindContracts(string State, int? Year, int Page);

internal sealed record ContractsFound(int Total, int Page, int Pages, IReadOnlyList<ContractLine> Items);

internal sealed class FindContractsHandler(ProcurementDbContext db)
{
    public const int PageSize = 20;

    public async Task<ContractsFound> Handle(FindContracts query, CancellationToken cancel)
    {
        var contracts = db.Set<Contract>().AsNoTracking();
        if (Enum.TryParse<ContractState>(query.State, ignoreCase: true, out var state))
            contracts = contracts.Where(c => c.State == state);
        if (query.Year is { } year)
        {
            var fiscalYear = new FiscalYear(year);
            contracts = contracts.Where(c => c.FiscalYear == fiscalYear);
        }

        var total = await contracts.CountAsync(cancel);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(query.Page, 1, pages);
        var items = await contracts.OrderByDescending(c => c.ConcludedAt).ThenBy(c => c.Id)
            .Skip((page - 1) * PageSize).Take(PageSize)
            .Select(c => new ContractLine(c.PublicId, c.Number, c.Title, c.BuyerName, c.SellerName, c.State, c.Source, c.FiscalYear, c.Start, c.End, c.Total, c.Accepted, c.Paid))
            .ToListAsync(cancel);
        return new ContractsFound(total, page, pages, items);
    }

    /// <summary>Fiscal years that have contracts, newest first.</summary>
    public async Task<IReadOnlyList<FiscalYear>> Years(CancellationToken cancel) =>
        [.. (await db.Set<Contract>().AsNoTracking().Select(c => c.FiscalYear).Distinct().ToListAsync(cancel)).OrderDescending()];
}
