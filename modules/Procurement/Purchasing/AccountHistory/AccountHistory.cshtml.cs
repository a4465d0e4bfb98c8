using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>Everything that happened to a body's budget, newest first, in words.</summary>
[Requires(Act.ReadBudget)]
public sealed class AccountHistoryModel : BudgetYearPage
{
    private const int AtOnce = 50;

    public IReadOnlyList<HistoryItem> History { get; private set; } = [];

    /// <summary>Address of the older entries, or null when all are shown.</summary>
    public string? Older { get; private set; }

    public async Task<IActionResult> OnGetAsync(long? before, CancellationToken cancel)
    {
        if (Body is not { } body)
            return NotFound();
        var entries = await Service<PurchasingJournal>().Latest(body, before ?? long.MaxValue, AtOnce + 1, cancel);
        History = [.. entries.Take(AtOnce).SelectMany(e => PurchasingWords.Of(T, e))];
        if (entries.Count > AtOnce)
            Older = string.Create(CultureInfo.InvariantCulture, $"/budget/history?before={entries[AtOnce - 1].Version}{BodyQuery}");
        return Page();
    }
}
