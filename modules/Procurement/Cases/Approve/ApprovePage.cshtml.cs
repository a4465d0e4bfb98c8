using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement.Cases;

[Requires(Act.ApproveCases)]
internal sealed class ApproveModel : CasePage
{
    [BindProperty]
    public VersionInput Input { get; set; } = new();

    public BudgetLineFigures? Line { get; private set; }
    public SmallAmount? Small { get; private set; }
    public IReadOnlyList<Refusal> Warnings { get; private set; } = [];
    public IReadOnlyList<CandidateRow> Rows { get; private set; } = [];
    public bool IsOwn => Case.PreparedBy(Actor.PersonId);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return await Unreadable();
        var result = await Service<ApproveCaseHandler>().Handle(new ApproveCase(Id, Input.Version, Input.Attempt), Cancel);
        if (!result.Ok)
            return await Moved(result, "");
        if (await After(CaseState.Ordering) == CaseState.Contracted)
            Flash(T["決裁しました。予算を確保し、契約が成立しました。"]);
        return LocalRedirect(Address);
    }

    protected override async Task LoadMore()
    {
        (Line, Warnings) = await Service<CaseChecks>().Of(Case, Cancel);
        Small = await Service<SmallAmounts>().Of(Case, Cancel);
        Rows = await Service<CandidateRows>().Of(Case, Cancel);
    }
}
