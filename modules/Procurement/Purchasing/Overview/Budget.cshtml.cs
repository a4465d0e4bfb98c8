using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>A body's budget: every line of a fiscal year with all its figures.</summary>
[Requires(Act.ReadBudget)]
public sealed class BudgetModel : BudgetPage
{
    [BindProperty(SupportsGet = true, Name = "year")]
    public int? AskedYear { get; set; }

    public FiscalYear Year { get; private set; }
    public IReadOnlyList<BudgetLineFigures> Lines { get; private set; } = [];
    public OrganisationView? Organisation { get; private set; }
    public IReadOnlyList<Tab> Years { get; private set; } = [];

    public string YearName => PurchasingWords.Of(T, Year);
    public bool MayAllot => Actor.May(Act.AllotBudget) && Actor.BodyCode is not null;
    public string CsvUrl => string.Create(CultureInfo.InvariantCulture, $"/budget/csv?year={Year.Year}{BodyQuery}");

    /// <summary>All lines together.</summary>
    public BudgetLineFigures Total => new(
        Year, "", "", Lines.Sum(l => l.Allotted), Lines.Sum(l => l.Reserved), Lines.Sum(l => l.Encumbered), Lines.Sum(l => l.Accepted), Lines.Sum(l => l.Paid));

    public IReadOnlyList<string> Series => [T["支払済"], T["検収済（未払い）"], T["負担行為済（未検収）"], T["執行伺"], T["執行可能残額"]];

    public IReadOnlyList<Bar> Bars => [.. Lines.Select(l =>
        new Bar($"{l.Line} {l.Name}", [l.Paid.Yen, l.Accepted.Yen, l.Encumbered.Yen, l.Reserved.Yen, l.Remaining.Yen], l.Allotted.Yen))];

    public string UrlOf(BudgetLineFigures line) => string.Create(
        CultureInfo.InvariantCulture, $"/budget/{line.Year.Year}/{line.Line}{(BodyQuery.Length > 0 ? "?" + BodyQuery[1..] : "")}");

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = FiscalYear.Of(Service<TimeProvider>().JapanToday());
        Year = AskedYear is >= 2000 and <= 2100 ? new FiscalYear(AskedYear.Value) : now;
        Years = [.. new[] { now.Year - 1, now.Year, now.Year + 1, Year.Year }.Distinct().Order().Select(year => new Tab(
            PurchasingWords.Of(T, new FiscalYear(year)), string.Create(CultureInfo.InvariantCulture, $"/budget?year={year}{BodyQuery}"), year == Year.Year))];
        if (Body is not { } body)
            return;
        Organisation = await Service<IOrganisations>().FindByCode(body, cancel);
        Lines = await Service<IPurchasingAccounts>().Read(body, Year, cancel);
    }
}
