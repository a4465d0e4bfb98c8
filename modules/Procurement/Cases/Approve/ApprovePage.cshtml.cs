using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Cases;

[Requires(Act.ApproveCases)]
internal sealed class ApproveModel : CasePage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3), Look = TimeSpan.FromMilliseconds(100);

    [BindProperty]
    public VersionInput Input { get; set; } = new();

    public BudgetLineFigures? Line { get; private set; }
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
        if (await Ordered() == CaseState.Contracted)
            Flash(T["決裁しました。予算を確保し、契約が成立しました。"]);
        return LocalRedirect(Address);
    }

    protected override async Task LoadMore()
    {
        (Line, Warnings) = await Service<CaseChecks>().Of(Case, Cancel);
        Rows = await Service<CandidateRows>().Of(Case, Cancel);
    }

    /// <summary>The order is made by its handler, normally at once: waits for it a little, so that the next page can say how it went.</summary>
    private async Task<CaseState> Ordered()
    {
        var states = Service<ProcurementDbContext>().Set<ProcurementCase>().AsNoTracking().Where(c => c.PublicId == Id).Select(c => c.State);
        var clock = Service<TimeProvider>();
        var since = clock.GetTimestamp();
        while (true)
        {
            var state = await states.SingleAsync(Cancel);
            if (state != CaseState.Ordering || clock.GetElapsedTime(since) > Patience)
                return state;
            await Task.Delay(Look, Cancel);
        }
    }
}
