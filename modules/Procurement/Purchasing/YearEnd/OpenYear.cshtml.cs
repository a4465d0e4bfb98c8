using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>年度の開始: what running contracts promise for a year is encumbered in it, each on the line that the accountant chooses.</summary>
[Requires(Act.CloseBudget)]
public sealed class OpenYearModel : BudgetYearPage
{
    /// <summary>Each row's operation id follows from this and the contract, so that the form sent twice counts once.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    /// <summary>Chosen lines by commitment; empty where it is not to be done now.</summary>
    [BindProperty]
    public Dictionary<Guid, string?> Chosen { get; set; } = [];

    public BudgetReport Report { get; private set; } = null!;

    public IReadOnlyList<Option> LineOptions => [.. Report.Lines.Where(l => l.Unused is null).Select(l => new Option(l.Line, T["{0} {1}（残り{2}）", l.Line, l.Name, l.Remaining]))];

    /// <summary>The line of the year before, if this year has it with enough left.</summary>
    public string? Proposed(Promise promise) => Report.Lines.FirstOrDefault(l => l.Line == promise.Line && l.Remaining >= promise.Amount)?.Line;

    public async Task<IActionResult> OnGetAsync()
    {
        if (Body is not { } body)
            return NotFound();
        Report = await Service<IPurchasingAccounts>().Report(body, Year, Cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Body is not { } body)
            return NotFound();
        Report = await Service<IPurchasingAccounts>().Report(body, Year, Cancel);
        var asked = Report.Promised.Where(p => Chosen.GetValueOrDefault(p.EncumbranceId) is { Length: > 0 }).ToList();
        if (asked.Count == 0 && Chosen.Values.All(string.IsNullOrEmpty))
        {
            Refused(Result.No(Refusal.Invalid("", "nothing-chosen", "支出負担行為をする契約の科目を、1つ以上選んでください。")));
            return Again();
        }

        var (done, refusals) = (Money.Zero, new List<Refusal>());
        foreach (var promise in asked)
        {
            var result = await Service<BudgetActHandler>().Handle(
                new EncumberPromise(OperationIds.Of(Id, $"open-year/{promise.EncumbranceId}"), Year, promise, Chosen[promise.EncumbranceId]!), Cancel);
            if (result.Ok)
                done += promise.Amount;
            refusals.AddRange(result.Refusals.Select(r => r with { Field = $"Chosen[{promise.EncumbranceId}]" }));
        }

        if (refusals.Count > 0)
        {
            // A refused encumbrance stays refused under its id; trying again is a new operation.
            ModelState.Remove(nameof(Id));
            Id = Guid.CreateVersion7();
            Report = await Service<IPurchasingAccounts>().Report(body, Year, Cancel);
            Refused(Result.No([.. refusals]));
            return Again(409);
        }

        // A form sent twice finds nothing left to do and is answered like the first time.
        Flash(asked.Count > 0 ? T["{0}件、合わせて{1}の支出負担行為をしました。", asked.Count, done] : T["選んだ契約の支出負担行為は済んでいます。"]);
        return LocalRedirect(At(""));
    }
}
