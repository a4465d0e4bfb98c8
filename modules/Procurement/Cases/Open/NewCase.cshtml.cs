using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement.Cases;

[Requires(Act.RunCases)]
internal sealed class NewCaseModel : MarketplacePage
{
    [BindProperty]
    public CaseInput Input { get; set; } = new();

    public IReadOnlyList<BudgetLineFigures> Lines { get; private set; } = [];
    public BudgetReport? Rights { get; private set; }
    public string SearchInWords { get; private set; } = "";

    /// <param name="search">Query string of a search to take along.</param>
    public async Task OnGetAsync(string? search)
    {
        Input.Search = search;
        Input.Population = (await Service<IOrganisations>().Find(Actor.OrganisationId, Cancel))?.Population;
        await Load();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            await Load();
            return Again();
        }

        var result = await Service<OpenCaseHandler>().Handle(new OpenCase(Input.Id, Input.Facts(), Input.Search ?? ""), Cancel);
        return await Answer(result, Opened, Load);
    }

    private LocalRedirectResult Opened(string publicId)
    {
        Flash(T["案件を開きました。"]);
        return LocalRedirect($"/cases/{publicId}");
    }

    private async Task Load()
    {
        Lines = await Service<BudgetLines>().Choices(Cancel);
        Rights = await Service<BudgetLines>().Rights(Cancel);
        if (!string.IsNullOrEmpty(Input.Search))
            SearchInWords = (await Service<ICatalogue>().Find(Input.Search, 1, Cancel)).InWords;
    }
}
