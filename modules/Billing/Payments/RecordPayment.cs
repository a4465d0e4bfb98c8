using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>The body's accountant records the payment order of an invoice.</summary>
internal sealed record RecordPayment(Guid Id, string InvoicePublicId, DateOnly On, Money Amount, string? Reference);

internal sealed class RecordPaymentHandler(BillingDbContext db)
{
    public async Task<Result<Invoice>> Handle(RecordPayment command, CancellationToken cancel)
    {
        var contractId = await db.Invoices.Where(i => i.PublicId == command.InvoicePublicId && i.BuyerId == db.Actor.OrganisationId)
            .Select(i => (Guid?)i.ContractId).SingleOrDefaultAsync(cancel);
        if (contractId is null)
            return Refusal.NotFound();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Lock(contractId.Value, cancel);
        var invoice = await db.Invoices.SingleAsync(i => i.PublicId == command.InvoicePublicId, cancel);
        if (await db.Payments.SingleOrDefaultAsync(p => p.InvoiceId == invoice.Id, cancel) is { } first)
        {
            return first.Id == command.Id || (first.PaidOn == command.On && first.Amount == command.Amount)
                ? invoice
                : Refusal.Conflict("already-ordered", "この請求書の支払いは、{0}付けですでに登録されています。", first.PaidOn);
        }

        if (invoice.State == InvoiceState.Paid)
            return Refusal.Conflict("already-paid", "この請求書は、事業者の入金確認がすでに済んでいます。登録は必要ありません。");
        var now = await db.DatabaseNow(cancel);
        var payment = PaymentRecord.Of(command.Id, invoice, command.On, command.Amount, command.Reference, db.Actor, now);
        if (!payment.Ok)
            return Result<Invoice>.No(payment.Refusals);
        invoice.OrderPayment(command.On);
        db.Add(payment.Value);
        db.AddRange(LedgerEntry.ForPayOut(invoice, now));
        if (await db.Save(cancel) is { Ok: false } clash)
            return Result<Invoice>.No(clash.Refusals);
        await transaction.CommitAsync(cancel);
        return invoice;
    }
}
