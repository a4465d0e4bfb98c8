using Marketplace.Procurement.Cases;
using Marketplace.Procurement.Contracts;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

/// <summary>A commitment that still runs.</summary>
/// <param name="Until">Last day of the contract; null where nothing says so.</param>
internal sealed record RunningThing(string Subject, SpendingPlace? Place, DateOnly? Until, Money Bound, Money Outstanding, Money Unpaid, Money Later);

/// <summary>Something that comes next, with its last day.</summary>
internal sealed record DueThing(DateOnly Day, string What, string? Url);

/// <summary>A case on its way to a contract.</summary>
internal sealed record OpenCase(string Title, string Url, string State, DateOnly Start);

/// <summary>引継ぎ: what a clerk who starts today must know of a body's purchasing. Reads only.</summary>
internal sealed record BudgetHandover(
    IReadOnlyList<RunningThing> Running, IReadOnlyList<OpenCase> Cases, IReadOnlyList<DueThing> Due, IReadOnlyList<HistoryItem> Lately, BudgetReport Report);

internal sealed class BudgetHandoverReader(ProcurementDbContext db, IPurchasingAccounts accounts, PurchasingJournal journal, SpendingPlaces places, WaitingYears waitingYears, Texts texts)
{
    private const int MostCases = 100, LatelyEntries = 20;

    public async Task<BudgetHandover> Of(LocalGovernmentCode body, FiscalYear year, DateOnly today, CancellationToken cancel)
    {
        FiscalYear[] years = [new(year.Year - 1), year, year.Next];
        var reports = new List<BudgetReport>();
        foreach (var y in years)
            reports.Add(await accounts.Report(body, y, cancel));
        var parts = reports.SelectMany(r => r.Encumbrances).GroupBy(p => p.Id).ToList();
        var later = reports[1].Later;
        var found = await places.Of(body, [.. parts.Select(p => p.Key).Union(later.Select(l => l.EncumbranceId))], cancel);
        var running = new List<RunningThing>();
        foreach (var group in parts.Where(g => g.Any(p => p.IsOpen) || later.Any(l => l.EncumbranceId == g.Key)))
        {
            var (place, more) = (found.GetValueOrDefault(group.Key), later.FirstOrDefault(l => l.EncumbranceId == group.Key));
            running.Add(new RunningThing(group.First().Subject, place, place?.Until ?? more?.Years.Until, group.Sum(p => p.Reserved + p.Amount), group.Sum(p => p.Outstanding),
                group.Sum(p => p.Accepted), more?.Years.Parts.Where(p => group.All(g => g.Year != p.Year)).Sum(p => p.Amount) ?? Money.Zero));
        }

        foreach (var promised in later.Where(l => l.Years.Until >= today && parts.All(p => p.Key != l.EncumbranceId)))
            running.Add(new RunningThing(promised.Subject, found.GetValueOrDefault(promised.EncumbranceId), promised.Years.Until, Money.Zero, Money.Zero, Money.Zero, promised.Years.Parts.Sum(p => p.Amount)));
        var lately = await journal.Latest(body, long.MaxValue, LatelyEntries, cancel);
        return new BudgetHandover(
            [.. running.OrderBy(r => r.Until ?? DateOnly.MaxValue).ThenBy(r => r.Subject, StringComparer.Ordinal)], await Cases(body, cancel),
            [.. Due(reports, running, today).Concat(await Waiting(body, cancel)).OrderBy(d => d.Day)], [.. lately.SelectMany(e => PurchasingWords.Of(texts, e))], reports[1]);
    }

    // Accepted already, but not on the account: first of all that is due.
    private async Task<IEnumerable<DueThing>> Waiting(LocalGovernmentCode body, CancellationToken cancel) =>
        (await waitingYears.Of(body, cancel)).Where(w => w.Waiting > Money.Zero).Select(w => new DueThing(w.Year.FirstDay,
            texts["「{0}」の検収{1}が、{2}年度分の支出負担行為を待っています。", w.Title, w.Waiting, w.Year.Year], FormattableString.Invariant($"/budget/open-year?year={w.Year.Year}")));

    private IEnumerable<DueThing> Due(IReadOnlyList<BudgetReport> reports, IEnumerable<RunningThing> running, DateOnly today)
    {
        foreach (var report in reports.Take(2).Where(r => r.Lines.Any(l => l.Unused is null)))
        {
            var (year, url) = (report.Year, FormattableString.Invariant($"/budget/year-end?year={report.Year.Year}"));
            var (unfinished, unpaid) = (report.Encumbrances.Sum(p => p.Outstanding + p.Reserved), report.Encumbrances.Sum(p => p.Accepted));
            if (unfinished > Money.Zero)
                yield return new DueThing(year.LastDay, texts["{0}の検収の期限です。まだ検収していないものが{1}あります。", PurchasingWords.Of(texts, year), unfinished], url);
            if (unpaid > Money.Zero)
                yield return new DueThing(year.BooksClose, texts["{0}の支払の期限です。検収済みで未払いのものが{1}あります。", PurchasingWords.Of(texts, year), unpaid], url);
            yield return new DueThing(year.BooksClose, texts["{0}の出納閉鎖です。この日から年度を締められます。", PurchasingWords.Of(texts, year)], url);
        }

        foreach (var report in reports.Skip(1).Where(r => r.Promised.Count > 0))
        {
            yield return new DueThing(report.Year.FirstDay, texts["{0}の始まりです。続いている契約{1}件の{2}の支出負担行為がまだです。",
                PurchasingWords.Of(texts, report.Year), report.Promised.Count, report.Promised.Sum(p => p.Amount)], FormattableString.Invariant($"/budget/open-year?year={report.Year.Year}"));
        }

        foreach (var thing in running.Where(r => r.Until is { } until && until >= today && until <= today.AddYears(1)))
            yield return new DueThing(thing.Until!.Value, texts["「{0}」の契約が終わります。続けるなら、次の調達を始めます。", thing.Subject], thing.Place?.Url);
    }

    private async Task<IReadOnlyList<OpenCase>> Cases(LocalGovernmentCode body, CancellationToken cancel) =>
        [.. (await db.Set<ProcurementCase>().AsNoTracking().Where(c => c.BodyCode == body && c.EndedAt == null).OrderBy(c => c.Start).ThenBy(c => c.Id).Take(MostCases)
            .Select(c => new { c.PublicId, c.Title, c.State, c.ReturnCode, c.Start }).ToListAsync(cancel))
            .Select(c => new OpenCase(c.Title, $"/cases/{c.PublicId}", texts[CaseWords.Of(c.State, c.ReturnCode)], c.Start))];
}
