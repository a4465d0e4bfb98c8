using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement.Cases;

[Requires(Act.RunCases)]
internal sealed class EditCaseModel : CasePage
{
    [BindProperty]
    public CaseInput Input { get; set; } = new();

    public IReadOnlyList<BudgetLineFigures> Lines { get; private set; } = [];
    public BudgetReport? Rights { get; private set; }

    public override async Task<IActionResult> OnGetAsync()
    {
        if (!await Load())
            return NotFound();
        Input = CaseInput.Of(Case);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync() => ModelState.IsValid
        ? await Moved(await Service<ReviseCaseHandler>().Handle(new ReviseCase(Id, Input.Version, Input.Facts()), Cancel), T["案件の内容を修正しました。"])
        : await Unreadable();

    protected override async Task LoadMore()
    {
        Lines = await Service<BudgetLines>().Choices(Cancel);
        Rights = await Service<BudgetLines>().Rights(Cancel);
    }
}
