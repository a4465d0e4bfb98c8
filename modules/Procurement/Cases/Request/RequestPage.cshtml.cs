using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement.Cases;

[Requires(Act.RunCases)]
internal sealed class RequestModel : CasePage
{
    [BindProperty]
    public VersionInput Input { get; set; } = new();

    public BudgetLineFigures? Line { get; private set; }
    public SmallAmount? Small { get; private set; }
    public IReadOnlyList<Refusal> Warnings { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return await Unreadable();
        var result = await Service<RequestApprovalHandler>().Handle(new RequestApproval(Id, Input.Version), Cancel);
        if (!result.Ok)
            return await Moved(result, "");
        if (await After(CaseState.Reserving) == CaseState.AwaitingApproval)
            Flash(T["予算を仮に確保し、決裁を依頼しました。同じ団体の決裁者の「やること」に表示されます。決裁まで、選定は変えられません。"]);
        return LocalRedirect(Address);
    }

    protected override async Task LoadMore()
    {
        (Line, Warnings) = await Service<CaseChecks>().Of(Case, Cancel);
        Small = await Service<SmallAmounts>().Of(Case, Cancel);
    }
}

/// <summary>A form with nothing but the version it was made from.</summary>
internal sealed class VersionInput
{
    public uint Version { get; set; }

    /// <summary>Which request for approval the page showed.</summary>
    public int Attempt { get; set; }
}
