using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Cases;

/// <summary>What all pages about one case share: the case of the address, its steps and its crumbs.</summary>
internal abstract class CasePage : MarketplacePage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3), Look = TimeSpan.FromMilliseconds(100);

    [FromRoute]
    public string Id { get; set; } = "";

    public ProcurementCase Case { get; private set; } = null!;
    public string Address => $"/cases/{Id}";
    public IReadOnlyList<Step> Steps => CaseSteps.Of(Case, T);
    public string State => T[CaseWords.Of(Case.State, Case.ReturnCode)];

    /// <summary>Loads the case; false if there is none that this actor may see.</summary>
    protected async Task<bool> Load()
    {
        if (await Service<ProcurementDbContext>().FindCase(Id, Cancel) is not { } found)
            return false;
        Case = found;
        await LoadMore();
        return true;
    }

    /// <summary>What else the page shows.</summary>
    protected virtual Task LoadMore() => Task.CompletedTask;

    /// <summary>Shows the page, or 404.</summary>
    public virtual async Task<IActionResult> OnGetAsync() => await Load() ? Page() : NotFound();

    /// <summary>Goes to the case's page with a word on what happened, or shows this page again with the refusal.</summary>
    protected async Task<IActionResult> Moved(Result result, string happened)
    {
        if (result.Ok)
        {
            Flash(happened);
            return LocalRedirect(Address);
        }

        // What the handler tracked is not what the page should show.
        Service<ProcurementDbContext>().ChangeTracker.Clear();
        return await Load() ? Answer(result, () => LocalRedirect(Address)) : NotFound();
    }

    /// <summary>What follows a passing state (予算確認中, 予算確保中) is made by a handler, normally at once: waits for it a little, so that the next page can
    /// say how it went.</summary>
    protected async Task<CaseState> After(CaseState passing)
    {
        var states = Service<ProcurementDbContext>().Set<ProcurementCase>().AsNoTracking().Where(c => c.PublicId == Id).Select(c => c.State);
        var clock = Service<TimeProvider>();
        var since = clock.GetTimestamp();
        while (true)
        {
            var state = await states.SingleAsync(Cancel);
            if (state != passing || clock.GetElapsedTime(since) > Patience)
                return state;
            await Task.Delay(Look, Cancel);
        }
    }

    /// <summary>The form could not be read at all: again with what was typed.</summary>
    protected async Task<IActionResult> Unreadable() => await Load() ? Again() : NotFound();
}
