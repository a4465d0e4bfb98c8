using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>Everything that happened on one budget line, newest first.</summary>
[Requires(Act.ReadBudget)]
public sealed class BudgetLineModel : BudgetPage
{
    private const int AtOnce = 50;

    public BudgetLineFigures Figures { get; private set; } = null!;
    public IReadOnlyList<HistoryItem> History { get; private set; } = [];

    /// <summary>Address of the older entries, or null when all are shown.</summary>
    public string? Older { get; private set; }

    public string YearName => PurchasingWords.Of(T, Figures.Year);

    public async Task<IActionResult> OnGetAsync(int year, string line, long? before, CancellationToken cancel)
    {
        if (Body is not { } body || year is < 2000 or > 2100)
            return NotFound();
        if ((await Service<IPurchasingAccounts>().Read(body, new FiscalYear(year), cancel)).FirstOrDefault(l => l.Line == line) is not { } figures)
            return NotFound();
        Figures = figures;
        var entries = await Service<PurchasingJournal>().OfLine(body, figures.Year, line, before ?? long.MaxValue, AtOnce + 1, cancel);
        History = [.. entries.Take(AtOnce).SelectMany(entry => entry.ReadEvents().Where(e => e.Line == line && e.Year == figures.Year).Select(e => PurchasingWords.Of(T, entry, e)))];
        if (entries.Count > AtOnce)
            Older = string.Create(CultureInfo.InvariantCulture, $"/budget/{year}/{line}?before={entries[AtOnce - 1].Version}{BodyQuery}");
        return Page();
    }
}
