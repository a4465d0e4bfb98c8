using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>The report of a year on paper: what was voted, paid, carried over and not used, line by line. Before the closing it says so.</summary>
[Requires(Act.ReadBudget)]
public sealed class PrintYearEndModel : BudgetYearPage
{
    public IReadOnlyList<BudgetLineFigures> Lines { get; private set; } = [];
    public IReadOnlyDictionary<string, Money> Carried { get; private set; } = new Dictionary<string, Money>();
    public string BodyName { get; private set; } = "";
    public bool IsClosed => Lines.All(l => l.Unused is not null);

    /// <summary>予算現額 before what was carried over left it; paid + carried over + not used add up to it.</summary>
    public Money Voted(BudgetLineFigures line) => line.Voted + CarriedOf(line);

    public Money CarriedOf(BudgetLineFigures line) => Carried.GetValueOrDefault(line.Line);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Body is not { } body)
            return NotFound();
        Lines = await Service<IPurchasingAccounts>().Read(body, Year, cancel);
        if (Lines.Count == 0)
            return NotFound();
        Carried = await Service<PurchasingJournal>().CarriedOut(body, Year, cancel);
        BodyName = (await Service<IOrganisations>().FindByCode(body, cancel))?.Name ?? body.ToString();
        return Page();
    }
}
