using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>Reads the invoices that wait for money and settles one with a statement line; for entering, importing and matching by hand.</summary>
internal sealed class Settlement(BillingDbContext db, IOrganisations organisations)
{
    /// <summary>The open invoices the actor may match: its own as seller, all for the operator.</summary>
    public async Task<IReadOnlyList<OpenInvoice>> Open(CancellationToken cancel)
    {
        var invoices = await db.Invoices.AsNoTracking().Where(i => i.State != InvoiceState.Paid).OrderBy(i => i.IssuedAt)
            .Select(i => new { i.Id, i.ContractId, i.PublicId, i.Number, i.Title, i.BuyerId, i.BuyerName, i.Total, i.IssuedOn }).ToListAsync(cancel);
        var bodies = await organisations.FindMany(invoices.Select(i => i.BuyerId).Distinct().ToArray(), cancel);
        return
        [
            .. invoices.Select(i => new OpenInvoice(i.Id, i.ContractId, i.PublicId, i.Number, i.Title, i.BuyerName, i.Total, i.IssuedOn,
                bodies.TryGetValue(i.BuyerId, out var body) ? [i.BuyerName, body.Name, body.Kana] : [i.BuyerName])),
        ];
    }

    /// <summary>入金確認: the line's money settles the invoice. The invoice's contract is locked by the caller.</summary>
    public async Task Settle(StatementLine line, Invoice invoice, MatchedHow how, DateTimeOffset now, CancellationToken cancel)
    {
        var contract = await db.Contracts.SingleAsync(c => c.Id == invoice.ContractId, cancel);
        // Where the body recorded no payment order, its side is booked now: the money has moved.
        if (invoice.State == InvoiceState.Issued)
            db.AddRange(LedgerEntry.ForPayOut(invoice, now));
        db.AddRange(LedgerEntry.ForPayIn(invoice, now));
        line.Match(invoice, how, db.Actor, now);
        invoice.Pay(line.Date, now);
        db.Publish(new InvoicePaid(invoice.Id, invoice.ContractId, invoice.Total, invoice.PaidByBody(line.Date)));
        // With everything paid, what was delivered is what was invoiced and paid.
        if (contract.Pay(invoice.Net, line.Date))
            db.Publish(new ContractSettled(contract.Id, contract.DeliveredTotal, line.Date));
    }
}
