using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>What waits for the actor in billing: to deliver and to invoice for sellers, to inspect and to pay for accountants, unmatched money for finance.</summary>
internal sealed class BillingWorkItems(BillingDbContext db, Texts texts, TimeProvider time) : IWorkItems
{
    private const int Most = 50;

    public async Task<IReadOnlyList<WorkItem>> For(Actor actor, CancellationToken cancel)
    {
        var items = new List<WorkItem>();
        var today = time.JapanToday();
        if (actor.May(Act.AcceptDelivery))
            items.AddRange(await ToInspect(actor, today, cancel));
        if (actor.May(Act.RecordPayments))
            items.AddRange(await ToPay(actor, today, cancel));
        if (actor.May(Act.IssueInvoices))
            items.AddRange(await ToInvoice(actor, cancel));
        if (actor.May(Act.ReportDelivery))
            items.AddRange(await ToDeliver(actor, cancel));
        if (actor.May(Act.MatchPayments))
            items.AddRange(await ToMatch(actor, cancel));
        return items;
    }

    private async Task<IEnumerable<WorkItem>> ToInspect(Actor actor, DateOnly today, CancellationToken cancel)
    {
        var waiting = await db.Deliveries.AsNoTracking().Where(d => d.BuyerId == actor.OrganisationId && d.State == DeliveryState.Reported)
            .Join(db.Contracts, d => d.ContractId, c => c.Id, (d, c) => new { Delivery = d, c.Title })
            .OrderBy(x => x.Delivery.ReportedAt).Take(Most).ToListAsync(cancel);
        return waiting.Select(x => new WorkItem(
            texts["{0}（第{1}回納品）", x.Title, x.Delivery.Number],
            texts[x.Delivery.InspectionOverdue(today) ? "検収期限超過" : "検収待ち"], texts["検収する"], $"/deliveries/{x.Delivery.PublicId}/inspect", x.Delivery.InspectionDue));
    }

    private async Task<IEnumerable<WorkItem>> ToPay(Actor actor, DateOnly today, CancellationToken cancel)
    {
        var waiting = await db.Invoices.AsNoTracking().Where(i => i.BuyerId == actor.OrganisationId && i.State == InvoiceState.Issued)
            .OrderBy(i => i.DueOn).Take(Most).ToListAsync(cancel);
        return waiting.Select(i => new WorkItem(
            texts["請求書 {0}　{1}　{2}", i.Number, i.SellerName, i.Total], texts[i.Overdue(today) ? "支払期日超過" : "支払待ち"], texts["支払いを登録する"], $"/invoices/{i.PublicId}/pay", i.DueOn));
    }

    private async Task<IEnumerable<WorkItem>> ToInvoice(Actor actor, CancellationToken cancel)
    {
        var waiting = await db.Deliveries.AsNoTracking()
            .Where(d => d.SellerId == actor.OrganisationId && d.State == DeliveryState.Accepted && !db.Invoices.Any(i => i.DeliveryId == d.Id))
            .Join(db.Contracts, d => d.ContractId, c => c.Id, (d, c) => new { d.PublicId, d.Number, d.DecidedAt, c.Title })
            .OrderBy(x => x.DecidedAt).Take(Most).ToListAsync(cancel);
        return waiting.Select(x => new WorkItem(texts["{0}（第{1}回納品）", x.Title, x.Number], texts["検収済・未請求"], texts["請求書を発行する"], $"/deliveries/{x.PublicId}/invoice", null));
    }

    private async Task<IEnumerable<WorkItem>> ToDeliver(Actor actor, CancellationToken cancel)
    {
        var waiting = await db.Contracts.AsNoTracking().Where(c => c.SellerId == actor.OrganisationId && c.DeliveredNet < c.Net)
            .OrderBy(c => c.End).Take(Most).ToListAsync(cancel);
        return waiting.Select(c => new WorkItem(
            $"{c.Title}　{c.BuyerName}", texts["未納品 {0}（税抜）", c.RemainingNet], texts["納品を報告する"], $"/contracts/{c.PublicId}/deliver", c.End));
    }

    private async Task<IEnumerable<WorkItem>> ToMatch(Actor actor, CancellationToken cancel)
    {
        // The operator's finance desk helps with its own lines; sellers' unmatched lines are the sellers' work.
        var unmatched = await db.StatementLines.CountAsync(l => l.OwnerId == actor.OrganisationId && l.InvoiceId == null, cancel);
        return unmatched == 0 ? [] : [new WorkItem(texts["未消込の入金 {0}件", unmatched], texts["未消込"], texts["消し込む"], "/payments", null)];
    }
}
