using System.Globalization;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Contracts;

/// <summary>支払 in Billing reaches the purchasing account; a payment of what was accepted in two fiscal years is two there.</summary>
internal sealed class PayOnAccount(ProcurementDbContext db, IPurchasingAccounts accounts) : IHandle<InvoicePaid>
{
    public async Task Handle(InvoicePaid happened, CancellationToken cancel)
    {
        var contract = await db.Set<Contract>().Include(c => c.Steps).SingleAsync(c => c.Id == happened.ContractId, cancel);
        // Events come in any order; asking the account too early would only be refused.
        if (contract.Accepted - contract.Paid < happened.Total)
            throw new NotYetException($"Contract {contract.Number}: {happened.Total} was paid, but only {contract.Accepted - contract.Paid} is accepted and unpaid so far.");
        foreach (var part in contract.PaymentByYear(happened.Total))
        {
            // The act's name is that of a payment within one year, as it was before contracts could run on.
            await accounts.RunUntilAccepted(contract.BuyerCode, happened.InvoiceId, part.Amount == happened.Total ? "pay" : string.Create(CultureInfo.InvariantCulture, $"pay/{part.Year.Year}"),
                id => new RecordPayment(id, happened.PaidOn, nameof(PayOnAccount), contract.Id, part.Amount) { Year = part.Year, About = new Reference(ReferenceKind.Invoice, happened.InvoiceId) }, cancel);
        }

        contract.Pay(happened.Total, happened.PaidOn, await db.DatabaseNow(cancel));
    }
}
