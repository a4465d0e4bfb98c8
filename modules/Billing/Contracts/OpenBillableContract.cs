using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>A contract stands, so it can be delivered and invoiced.</summary>
internal sealed class OpenBillableContract(BillingDbContext db) : IHandle<ContractConcluded>
{
    public async Task Handle(ContractConcluded happened, CancellationToken cancel)
    {
        if (await db.Contracts.AnyAsync(c => c.Id == happened.ContractId, cancel))
            return;
        db.Add(BillableContract.Of(happened, (await db.DatabaseNow(cancel)).JapanDay()));
    }
}
