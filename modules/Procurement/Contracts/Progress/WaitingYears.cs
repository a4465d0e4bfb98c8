using System.Globalization;
using System.Text.Json;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Contracts;

/// <summary>A running contract whose part of the current fiscal year is not encumbered yet.</summary>
/// <param name="Waiting">検収 that waits for it, with tax.</param>
internal sealed record WaitingYear(Guid ContractId, string PublicId, string Title, FiscalYear Year, Money Amount, Money Waiting);

/// <summary>Which running contracts of a body still need their part of this fiscal year encumbered, and what deliveries wait for that: for the contract's page,
/// the accountant's to-do list, year end and handover.</summary>
internal sealed class WaitingYears(ProcurementDbContext db, IPurchasingAccounts accounts, TimeProvider time)
{
    public async Task<IReadOnlyList<WaitingYear>> Of(LocalGovernmentCode body, CancellationToken cancel)
    {
        var year = FiscalYear.Of(time.JapanToday());
        var promised = (await accounts.Report(body, year, cancel)).Promised.ToDictionary(p => p.EncumbranceId);
        if (promised.Count == 0)
            return [];
        var contracts = await db.Set<Contract>().AsNoTracking().Where(c => promised.Keys.Contains(c.Id) && c.State == ContractState.Running)
            .OrderBy(c => c.Title).Select(c => new { c.Id, c.PublicId, c.Title }).ToListAsync(cancel);
        var waiting = await Waiting(year, cancel);
        return [.. contracts.Select(c => new WaitingYear(c.Id, c.PublicId, c.Title, year, promised[c.Id].Amount, waiting[c.Id].Sum(d => d.Total)))];
    }

    // Events that have failed at least once and are not done: normally none.
    private async Task<ILookup<Guid, DeliveryAccepted>> Waiting(FiscalYear year, CancellationToken cancel)
    {
        var payloads = await db.Set<OutboxMessage>().AsNoTracking()
            .Where(m => m.DoneAt == null && m.ParkedAt == null && m.Error != null && m.Type == nameof(DeliveryAccepted)).Select(m => m.Payload).ToListAsync(cancel);
        return payloads.Select(p => JsonSerializer.Deserialize<DeliveryAccepted>(p, JsonSerializerOptions.Web)!)
            .Where(d => FiscalYear.Of(d.AcceptedOn) == year).ToLookup(d => d.ContractId);
    }
}

/// <summary>For the accountant: contracts that wait for their part of the year.</summary>
internal sealed class ContractWorkItems(WaitingYears years, Texts texts) : IWorkItems
{
    public async Task<IReadOnlyList<WorkItem>> For(Actor actor, CancellationToken cancel) => actor.BodyCode is { } body && actor.May(Act.CloseBudget)
        ? [.. (await years.Of(body, cancel)).Select(w => new WorkItem(
            w.Title,
            w.Waiting > Money.Zero ? texts["検収{0}が{1}年度分の支出負担行為を待っています", w.Waiting, w.Year.Year] : texts["{0}年度分の支出負担行為がまだです", w.Year.Year],
            texts["支出負担行為をする"], string.Create(CultureInfo.InvariantCulture, $"/budget/open-year?year={w.Year.Year}"), null))]
        : [];
}
