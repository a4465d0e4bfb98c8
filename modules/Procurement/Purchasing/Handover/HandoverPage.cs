using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>The handover on the screen and on paper.</summary>
public abstract class HandoverPage : BudgetYearPage
{
    internal BudgetHandover Handover { get; private set; } = null!;
    public string BodyName { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Body is not { } body)
            return NotFound();
        Handover = await Service<BudgetHandoverReader>().Of(body, Year, Today, cancel);
        BodyName = (await Service<IOrganisations>().FindByCode(body, cancel))?.Name ?? body.ToString();
        return Page();
    }
}

[Requires(Act.ReadBudget)]
public sealed class HandoverModel : HandoverPage;

[Requires(Act.ReadBudget)]
public sealed class PrintHandoverModel : HandoverPage;
