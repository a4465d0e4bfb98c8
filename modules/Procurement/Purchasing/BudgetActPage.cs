using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Marketplace.Procurement;

/// <summary>A page that moves a budget in two steps: fill in, then see every line before and after and confirm.</summary>
public abstract class BudgetActPage : BudgetYearPage
{
    /// <summary>Button of the check: do it.</summary>
    [BindProperty]
    public bool Confirmed { get; set; }

    /// <summary>Button of the check: back to the form, with what was typed.</summary>
    [BindProperty]
    public bool Edit { get; set; }

    /// <summary>Shown instead of the form when there are any.</summary>
    internal IReadOnlyList<LineChange> Changes { get; private set; } = [];

    public IReadOnlyList<BudgetLineFigures> Lines { get; private set; } = [];

    /// <summary>Verb of the button that does it.</summary>
    public abstract string Verb { get; }

    /// <summary>What typed values stand for, above the figures of the check.</summary>
    public virtual IEnumerable<(string Term, string Value)> Facts => [];

    /// <summary>What the check sends along.</summary>
    public virtual IEnumerable<(string Name, string Value)> Typed =>
        Request.Form.Where(f => f.Key.StartsWith("Input.", StringComparison.Ordinal)).SelectMany(f => f.Value, (f, value) => (f.Key, value ?? ""));

    public IReadOnlyList<Option> LineOptions => [.. Lines.Select(l => new Option(l.Line, T["{0} {1}（残り{2}）", l.Line, l.Name, l.Remaining]))];

    protected virtual async Task Load() =>
        Lines = Body is { } body ? [.. (await Service<IPurchasingAccounts>().Read(body, Year, Cancel)).Where(l => l.Unused is null)] : [];

    internal async Task<IActionResult> Perform(BudgetAct asked, Func<string> says)
    {
        await Load();
        if (Edit)
            return Page();
        var handler = Service<BudgetActHandler>();
        if (!ModelState.IsValid)
        {
            // What could not be read has its message already; the other fields are told as well.
            Refused(Result.No([.. (await handler.Try(asked, Cancel)).Refusals.Where(f => f.Field is { } field && ModelState.GetFieldValidationState(field) != ModelValidationState.Invalid)]));
            return Again();
        }

        // Confirmed, the account alone decides: a repeat of what was done is answered as the first time, whatever the figures are by now.
        if (!Confirmed)
            return Answer(await handler.Try(asked, Cancel), Check);
        return Answer(await handler.Handle(asked, Cancel), () =>
        {
            Flash(says());
            return LocalRedirect(At(""));
        });
    }

    private IActionResult Check(LineChange[] changes)
    {
        Changes = changes;
        return Page();
    }
}
