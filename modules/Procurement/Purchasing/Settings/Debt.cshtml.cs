using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>Enters a 債務負担行為: matter and the limit of each later year.</summary>
[Requires(Act.SetBudgetRules)]
public sealed class DebtModel : BudgetYearPage
{
    /// <summary>Years that the form has fields for; longer ones come through the JSON interface.</summary>
    public const int MostYears = 10;

    [BindProperty]
    public DebtForm Input { get; set; } = new();

    public FiscalYear First => new(Input.FirstYear ?? FiscalYear.Of(Today).Year + 1);

    public void OnGet() => Input.FirstYear = First.Year;

    public async Task<IActionResult> OnPostAsync()
    {
        // From the first year on without a gap; what follows an empty field must be empty as well.
        var filled = Input.Limits.FindLastIndex(l => l is not null) + 1;
        var limits = Input.Limits.Take(filled).Select((l, i) => new YearAmount(new FiscalYear(First.Year + i), l ?? Money.Zero)).ToList();
        if (!ModelState.IsValid)
            return Again();
        var result = await Service<BudgetActHandler>().Handle(new EnterDebt(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, Year, Input.Subject, limits), Cancel);
        if (!result.Ok)
            result = Result.No([.. result.Refusals.Select(r => r.Field is "Input.Limits" ? r with { Field = "Input.Limits[0]" } : r)]);
        return Answer(result, () =>
        {
            Flash(T["債務負担行為「{0}」を登録しました。限度額の合計は{1}です。案件や契約でこの債務負担行為を選べます。", Input.Subject!, limits.Sum(l => l.Amount)]);
            return LocalRedirect(At("settings"));
        });
    }
}

public sealed class DebtForm
{
    public Guid Id { get; set; }
    public string? Subject { get; set; }
    public int? FirstYear { get; set; }
    public List<Money?> Limits { get; set; } = [];
}
