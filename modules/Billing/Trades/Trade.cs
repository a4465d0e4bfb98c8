using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>取引: a delivery with its contract and, as far as it came, its invoice and payment. What the pages of delivery and invoice show.</summary>
internal sealed record Trade(BillableContract Contract, Delivery Delivery, Invoice? Invoice, PaymentRecord? Payment, DateOnly Today);

/// <summary>Reads trades the actor may see.</summary>
internal sealed class Trades(BillingDbContext db, TimeProvider time)
{
    public async Task<Trade?> OfDelivery(string publicId, CancellationToken cancel) =>
        (await Of(db.Deliveries.Where(d => d.PublicId == publicId), cancel)).SingleOrDefault();

    public async Task<Trade?> OfInvoice(string publicId, CancellationToken cancel) =>
        (await Of(db.Deliveries.Where(d => db.Invoices.Any(i => i.DeliveryId == d.Id && i.PublicId == publicId)), cancel)).SingleOrDefault();

    /// <summary>In the order of their numbers.</summary>
    public Task<List<Trade>> OfContract(Guid contractId, CancellationToken cancel) => Of(db.Deliveries.Where(d => d.ContractId == contractId), cancel);

    private async Task<List<Trade>> Of(IQueryable<Delivery> deliveries, CancellationToken cancel)
    {
        var today = time.JapanToday();
        var rows = await (
            from delivery in deliveries.AsNoTracking()
            join contract in db.Contracts on delivery.ContractId equals contract.Id
            join found in db.Invoices on delivery.Id equals found.DeliveryId into invoices
            from invoice in invoices.DefaultIfEmpty()
            join recorded in db.Payments on invoice.Id equals recorded.InvoiceId into payments
            from payment in payments.DefaultIfEmpty()
            orderby delivery.Number
            select new { contract, delivery, invoice, payment }).ToListAsync(cancel);
        return rows.ConvertAll(r => new Trade(r.contract, r.delivery, r.invoice, r.payment, today));
    }
}
