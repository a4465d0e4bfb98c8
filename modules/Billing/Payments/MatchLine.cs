using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>A person matches a statement line to an invoice (消込). Only the full amount settles; too little or too much stays unmatched.</summary>
internal sealed record MatchLine(string LinePublicId, string InvoicePublicId);

internal sealed class MatchLineHandler(BillingDbContext db, Settlement settlement)
{
    public async Task<Result<Invoice>> Handle(MatchLine command, CancellationToken cancel)
    {
        var contractId = await db.Invoices.Where(i => i.PublicId == command.InvoicePublicId).Select(i => (Guid?)i.ContractId).SingleOrDefaultAsync(cancel);
        if (contractId is null)
            return Refusal.Invalid("Input.Invoice", "invoice-missing", "消し込む請求書を選んでください。");
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Lock(contractId.Value, cancel);
        if (await db.StatementLines.SingleOrDefaultAsync(l => l.PublicId == command.LinePublicId, cancel) is not { } line)
            return Refusal.NotFound();
        var invoice = await db.Invoices.SingleAsync(i => i.PublicId == command.InvoicePublicId, cancel);
        if (line.InvoiceId == invoice.Id)
            return invoice;
        if (WhyNot(line, invoice) is { } no)
            return no;
        await settlement.Settle(line, invoice, MatchedHow.ByHand, await db.DatabaseNow(cancel), cancel);
        if (await db.Save(cancel) is { Ok: false } clash)
            return Result<Invoice>.No(clash.Refusals);
        await transaction.CommitAsync(cancel);
        return invoice;
    }

    private static Refusal? WhyNot(StatementLine line, Invoice invoice)
    {
        if (line.InvoiceId is not null)
            return Refusal.Conflict("line-matched", "この入金は、すでにほかの請求書に消し込まれています。");
        if (invoice.State == InvoiceState.Paid)
            return Refusal.Conflict("invoice-paid", "この請求書は、すでに別の入金で消し込まれています。");
        if (line.Date < invoice.IssuedOn)
            return Refusal.Conflict("paid-before-issue", "入金日（{0}）が請求日（{1}）より前のため、消し込めません。", line.Date, invoice.IssuedOn);
        return line.Amount == invoice.Total
            ? invoice.WhyNotCredited(line.Date)
            : Refusal.Conflict("amount-differs", "入金額{0}と請求額{1}が一致しません（差額{2}）。一部の入金や過入金は消し込めません。支払った団体に確認してください。", line.Amount, invoice.Total, line.Amount - invoice.Total);
    }
}
