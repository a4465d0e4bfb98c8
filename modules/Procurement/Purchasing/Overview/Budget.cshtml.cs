using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>A body's budget: every line of a fiscal year with all its figures.</summary>
[Requires(Act.ReadBudget)]
public sealed class BudgetModel : BudgetYearPage
{
    /// <summary>More lines than this are drawn as one bar for each 項, and can be searched.</summary>
    private const int Many = 20;

    /// <summary>Part of a code or name.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Text { get; set; }

    public IReadOnlyList<BudgetLineFigures> All { get; private set; } = [];
    public IReadOnlyList<BudgetLineFigures> Lines { get; private set; } = [];
    public OrganisationView? Organisation { get; private set; }
    public IReadOnlyList<Tab> Years { get; private set; } = [];

    public bool IsLong => All.Count > Many;
    public bool IsClosed => All.Count > 0 && All.All(l => l.Unused is not null);
    public BudgetLineFigures Total => Sum("", "", Lines);
    public IReadOnlyList<string> Series => [T["支払済"], T["検収済（未払い）"], T["負担行為済（未検収）"], T["執行伺"], T["執行可能残額"]];

    public IReadOnlyList<Bar> Bars => [.. (Lines.Count > Many ? BySection : Lines).Select(l =>
        new Bar($"{l.Line} {l.Name}", [l.Paid.Yen, l.Accepted.Yen, l.Encumbered.Yen, l.Reserved.Yen, l.Remaining.Yen], l.Allotted.Yen))];

    /// <summary>What the reader may do here or read next.</summary>
    public IEnumerable<(string Text, string Url)> Links
    {
        get
        {
            if (MayOwn(Act.AllotBudget))
            {
                yield return (T["議決・配当を登録する"], At("allot"));
                yield return (T["予算をファイルから取り込む"], "/budget/import");
            }

            if (MayOwn(Act.MoveBudget) && All.Count > 0 && !IsClosed)
            {
                yield return (T["流用する"], At("transfer"));
                yield return (T["減額する"], At("reduce"));
                yield return (T["翌年度へ繰り越す"], At("carry-over"));
            }

            yield return (T["年度末の確認と締め"], At("year-end"));
            yield return (T["長期継続契約の条例と債務負担行為"], At("settings"));
            yield return (T["引継ぎ"], At("handover"));
            yield return (T["予算全体の記録"], At("history"));
        }
    }

    public string UrlOf(BudgetLineFigures line) => string.Create(
        CultureInfo.InvariantCulture, $"/budget/{line.Year.Year}/{line.Line}{(BodyQuery.Length > 0 ? "?" + BodyQuery[1..] : "")}");

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = FiscalYear.Of(Today);
        FiscalYear[] around = [new(now.Year - 1), now, now.Next];
        Years = Tabs("", around);
        if (Body is not { } body)
            return;
        Organisation = await Service<IOrganisations>().FindByCode(body, cancel);
        var report = await Service<IPurchasingAccounts>().Report(body, Year, cancel);
        (All, Years) = (report.Lines, Tabs("", around.Concat(report.Years)));
        var typed = (Text ?? "").Normalize(System.Text.NormalizationForm.FormKC).Trim();
        Lines = typed.Length == 0 ? All : [.. All.Where(l => l.Line.StartsWith(typed, StringComparison.Ordinal) || l.Name.Contains(typed, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>One row for each 項, named by what its lines' names have in common.</summary>
    private IEnumerable<BudgetLineFigures> BySection => Lines.GroupBy(l => string.Join('-', l.Line.Split('-').Take(2))).Select(g =>
    {
        var common = g.Select(l => l.Name.Split('・').Take(2)).Aggregate((a, b) => a.Zip(b).TakeWhile(p => string.Equals(p.First, p.Second, StringComparison.Ordinal)).Select(p => p.First)).ToList();
        return Sum(g.Key, common.Count > 0 ? string.Join('・', common) : T["{0}科目", g.Count()], g);
    });

    private BudgetLineFigures Sum(string line, string name, IEnumerable<BudgetLineFigures> of) => new(
        Year, line, name, of.Sum(l => l.Allotted), of.Sum(l => l.Reserved), of.Sum(l => l.Encumbered), of.Sum(l => l.Accepted), of.Sum(l => l.Paid))
    {
        Voted = of.Sum(l => l.Voted), Unused = IsClosed ? of.Sum(l => l.Unused ?? Money.Zero) : null,
    };
}
