using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>Gives back what is reserved or not accepted of a commitment behind which no contract or case stands any more. What a running contract or
/// case counts on can only be given back there, or account and contract would disagree.</summary>
[Requires(Act.CloseBudget)]
public sealed class ReleaseOpenModel : BudgetYearPage
{
    [BindProperty(SupportsGet = true, Name = "encumbrance")]
    public Guid EncumbranceId { get; set; }

    [BindProperty]
    public Guid Id { get; set; }

    internal Encumbrance? Part { get; private set; }
    internal SpendingPlace? Place { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        await Load();
        return Part is null || Part.Reserved + Part.Outstanding == Money.Zero ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Load();
        if (Place is { Alive: true })
            return NotFound();
        var amount = Part is null ? Money.Zero : Part.Reserved + Part.Outstanding;
        return Answer(await Service<BudgetActHandler>().Handle(new ReleasePart(Id == Guid.Empty ? Guid.CreateVersion7() : Id, Year, EncumbranceId), Cancel), () =>
        {
            Flash(amount > Money.Zero ? T["「{0}」の{1}を取り消し、科目{2}に戻しました。", Part!.Subject, amount, Part.Line] : T["取り消しました。"]);
            return LocalRedirect(At("year-end"));
        });
    }

    private async Task Load()
    {
        if (Body is not { } body)
            return;
        Part = (await Service<IPurchasingAccounts>().Report(body, Year, Cancel)).Encumbrances.FirstOrDefault(p => p.Id == EncumbranceId);
        Place = (await Service<SpendingPlaces>().Of(body, [EncumbranceId], Cancel)).GetValueOrDefault(EncumbranceId);
    }
}
