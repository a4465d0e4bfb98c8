using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Contracts;

/// <summary>支払 in Billing reaches the purchasing account.</summary>
internal sealed class PayOnAccount(ProcurementDbContext db, IPurchasingAccounts accounts) : IHandle<InvoicePaid>
{
    public async Task Handle(InvoicePaid happened, CancellationToken cancel)
    {
        var contract = await db.Set<Contract>().SingleAsync(c => c.Id == happened.ContractId, cancel);
        // Events come in any order; asking the account too early would only be refused.
        if (contract.Accepted - contract.Paid < happened.Total)
            throw new InvalidOperationException($"Contract {contract.Number}: {happened.Total} was paid, but only {contract.Accepted - contract.Paid} is accepted and unpaid so far.");
        await accounts.RunUntilAccepted(contract.BuyerCode, happened.InvoiceId, "pay",
            id => new RecordPayment(id, happened.PaidOn, nameof(PayOnAccount), contract.Id, happened.Total), cancel);
        contract.Pay(happened.Total, happened.PaidOn, await db.DatabaseNow(cancel));
    }
}
