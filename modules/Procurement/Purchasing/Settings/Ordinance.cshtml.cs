using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>Enters the ordinance on long-term contracts.</summary>
[Requires(Act.SetBudgetRules)]
public sealed class OrdinanceModel : BudgetYearPage
{
    [BindProperty]
    public OrdinanceForm Input { get; set; } = new();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (Body is { } body && (await Service<IPurchasingAccounts>().Report(body, Year, cancel)).Ordinance is { } known)
            (Input.Name, Input.MaxYears) = (known.Name, known.MaxYears);
    }

    public async Task<IActionResult> OnPostAsync() => Answer(
        await Service<BudgetActHandler>().Handle(new EnterOrdinance(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, Year, Input.Name, Input.MaxYears), Cancel), () =>
        {
            Flash(T["条例を登録しました。これからの長期継続契約は最長{0}年です。結ばれた契約は変わりません。", Input.MaxYears!]);
            return LocalRedirect(At("settings"));
        });
}

public sealed class OrdinanceForm
{
    public Guid Id { get; set; }
    public string? Name { get; set; }
    public int? MaxYears { get; set; }
}
