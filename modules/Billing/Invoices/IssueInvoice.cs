using System.Globalization;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>The seller issues the invoice of an accepted delivery.</summary>
/// <param name="Id">From the form; a repeat, or a second person doing the same, gets the first invoice.</param>
internal sealed record IssueInvoice(Guid Id, string DeliveryPublicId);

/// <summary>What the check-your-answers page shows before issuing. <see cref="Why"/> says what is missing, if anything.</summary>
internal sealed record InvoiceDraft(BillableContract Contract, Delivery Delivery, Invoice? Existing, InvoiceDocument? Document, Refusal? Why);

internal sealed class IssueInvoiceHandler(BillingDbContext db)
{
    private static readonly Refusal NoProfile = Refusal.Conflict("no-profile", "請求情報（登録番号と振込先）がまだ登録されていません。先に請求情報を登録してください。");
    private static readonly Refusal NotAccepted = Refusal.Conflict("not-accepted", "この納品はまだ検収されていないため、請求書を発行できません。");

    public async Task<Result<InvoiceDraft>> Draft(string deliveryPublicId, CancellationToken cancel)
    {
        var delivery = await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(d => d.PublicId == deliveryPublicId && d.SellerId == db.Actor.OrganisationId, cancel);
        if (delivery is null)
            return Refusal.NotFound();
        var contract = await db.Contracts.AsNoTracking().SingleAsync(c => c.Id == delivery.ContractId, cancel);
        var profile = await db.Profiles.AsNoTracking().SingleOrDefaultAsync(p => p.Id == delivery.SellerId, cancel);
        var existing = await db.Invoices.AsNoTracking().SingleOrDefaultAsync(i => i.DeliveryId == delivery.Id, cancel);
        var why = delivery.State != DeliveryState.Accepted ? NotAccepted : profile is null ? NoProfile : null;
        var today = (await db.DatabaseNow(cancel)).JapanDay();
        return new InvoiceDraft(contract, delivery, existing, why is null ? Invoice.Draft(contract, delivery, profile!, "", today) : null, why);
    }

    public async Task<Result<Invoice>> Handle(IssueInvoice command, CancellationToken cancel)
    {
        var contractId = await db.Deliveries.Where(d => d.PublicId == command.DeliveryPublicId && d.SellerId == db.Actor.OrganisationId)
            .Select(d => (Guid?)d.ContractId).SingleOrDefaultAsync(cancel);
        if (contractId is null)
            return Refusal.NotFound();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var contract = await db.Lock(contractId.Value, cancel);
        var delivery = await db.Deliveries.SingleAsync(d => d.PublicId == command.DeliveryPublicId, cancel);
        if (await db.Invoices.SingleOrDefaultAsync(i => i.DeliveryId == delivery.Id, cancel) is { } first)
            return first;
        if (delivery.State != DeliveryState.Accepted)
            return NotAccepted;
        // The vendor's row is locked until the commit: its invoices get their numbers one after the other, and a rollback gives its number back.
        await db.Database.ExecuteSqlAsync($"select 1 from billing.vendor_profile where id = {contract.SellerId} for update", cancel);
        if (await db.Profiles.SingleOrDefaultAsync(p => p.Id == contract.SellerId, cancel) is not { } profile)
            return NoProfile;
        var now = await db.DatabaseNow(cancel);
        var number = await NextNumber(profile, now.JapanDay().Year, cancel);
        var invoice = Invoice.Issue(command.Id, contract, delivery, Invoice.Draft(contract, delivery, profile, number, now.JapanDay()), now);
        db.Add(invoice);
        db.AddRange(LedgerEntry.ForIssue(invoice, now));
        if (await db.Save(cancel) is { Ok: false } clash)
            return Result<Invoice>.No(clash.Refusals);
        await transaction.CommitAsync(cancel);
        return invoice;
    }

    private async Task<string> NextNumber(VendorBillingProfile profile, int year, CancellationToken cancel)
    {
        var counter = await db.Counters.SingleOrDefaultAsync(c => c.SellerId == profile.Id && c.Year == year, cancel);
        if (counter is null)
            db.Add(counter = new InvoiceCounter { SellerId = profile.Id, Year = year });
        counter.Last++;
        return string.Create(CultureInfo.InvariantCulture, $"{profile.NumberPrefix}-{year}-{counter.Last:0000}");
    }
}
