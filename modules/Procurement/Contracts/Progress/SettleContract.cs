using System.Globalization;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Contracts;

/// <summary>All is delivered and paid: what rounding or the reduced rate left of the encumbrance goes back to the budget line, and the contract is done.</summary>
internal sealed class SettleContract(ProcurementDbContext db, IPurchasingAccounts accounts) : IHandle<ContractSettled>
{
    public async Task Handle(ContractSettled happened, CancellationToken cancel)
    {
        var contract = await db.Set<Contract>().SingleAsync(c => c.Id == happened.ContractId, cancel);
        if (contract.State == ContractState.Settled)
            return;
        if (contract.Accepted != happened.Paid || contract.Paid != happened.Paid)
            throw new NotYetException($"Contract {contract.Number} is to be settled with {happened.Paid}, but {contract.Accepted} is accepted and {contract.Paid} paid so far.");
        var left = contract.Total - contract.Accepted;
        if (contract.LaterParts.Count > 0)
        {
            foreach (var part in contract.LaterParts)
            {
                var report = await accounts.Report(contract.BuyerCode, part.Year, cancel);
                if (report.Encumbrances.Any(e => e.Id == contract.Id && e.Outstanding > Money.Zero))
                    await Release(string.Create(CultureInfo.InvariantCulture, $"release/{part.Year.Year}"), part.Year);
            }
        }
        else if (left > Money.Zero)
        {
            await Release("release", null);
        }

        contract.Settle(happened.SettledOn, await db.DatabaseNow(cancel));

        Task Release(string act, FiscalYear? year) => accounts.RunUntilAccepted(contract.BuyerCode, contract.Id, act,
            id => new Release(id, happened.SettledOn, nameof(SettleContract), contract.Id) { Year = year, About = new Reference(ReferenceKind.Contract, contract.Id) }, cancel);
    }
}
