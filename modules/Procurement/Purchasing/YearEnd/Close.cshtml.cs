using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>Closes a fiscal year after showing what will be 不用 on each line.</summary>
[Requires(Act.CloseBudget)]
public sealed class CloseModel : BudgetYearPage
{
    [BindProperty]
    public Guid Id { get; set; }

    internal IReadOnlyList<LineChange> Changes { get; private set; } = [];
    public Money Unused => Changes.Sum(c => c.After.Unused ?? Money.Zero);

    public async Task OnGetAsync()
    {
        // Whatever stands against it is said at once, not only after the button.
        var tried = await Service<BudgetActHandler>().Try(new CloseBooks(Guid.CreateVersion7(), Year), Cancel);
        if (!Refused(tried))
            Changes = tried.Value;
    }

    public async Task<IActionResult> OnPostAsync() => Answer(
        await Service<BudgetActHandler>().Handle(new CloseBooks(Id == Guid.Empty ? Guid.CreateVersion7() : Id, Year), Cancel), () =>
        {
            Flash(T["{0}を締めました。決算の報告を印刷するか、CSVで保存できます。", YearName]);
            return LocalRedirect(At("year-end"));
        });
}
