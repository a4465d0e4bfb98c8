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
            throw new InvalidOperationException($"Contract {contract.Number} is to be settled with {happened.Paid}, but {contract.Accepted} is accepted and {contract.Paid} paid so far.");
        if (contract.Total > contract.Accepted)
        {
            await accounts.RunUntilAccepted(contract.BuyerCode, contract.Id, "release",
                id => new Release(id, happened.SettledOn, nameof(SettleContract), contract.Id), cancel);
        }

        contract.Settle(happened.SettledOn, await db.DatabaseNow(cancel));
    }
}
