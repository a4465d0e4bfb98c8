using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>Something of a year that is neither paid nor gone, what it belongs to and what settles it.</summary>
internal sealed record OpenPart(Encumbrance Part, SpendingPlace? Place);

/// <summary>年度末: what is still open in a fiscal year, until when, and what to do about it.</summary>
[Requires(Act.ReadBudget)]
public sealed class YearEndModel : BudgetYearPage
{
    internal IReadOnlyList<OpenPart> Open { get; private set; } = [];
    public BudgetReport Report { get; private set; } = null!;

    /// <summary>What running contracts promise for the next year.</summary>
    public IReadOnlyList<Promise> Promised { get; private set; } = [];

    public bool IsClosed => Report.Lines.Count > 0 && Report.Lines.All(l => l.Unused is not null);
    public bool MayClose => MayOwn(Act.CloseBudget) && !IsClosed && Report.Lines.Count > 0 && Open.Count == 0 && Today >= Year.BooksClose;

    /// <summary>Days until a day, none when it is past.</summary>
    public string Left(DateOnly day) => day < Today ? T["過ぎました"] : day == Today ? T["今日まで"] : T["あと{0}日", day.DayNumber - Today.DayNumber];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Body is not { } body)
            return NotFound();
        Report = await Service<IPurchasingAccounts>().Report(body, Year, cancel);
        var parts = Report.Encumbrances.Where(p => p.IsOpen).ToList();
        var places = await Service<SpendingPlaces>().Of(body, [.. parts.Select(p => p.Id)], cancel);
        Open = [.. parts.Select(p => new OpenPart(p, places.GetValueOrDefault(p.Id)))];
        Promised = (await Service<IPurchasingAccounts>().Report(body, Year.Next, cancel)).Promised;
        return Page();
    }
}
