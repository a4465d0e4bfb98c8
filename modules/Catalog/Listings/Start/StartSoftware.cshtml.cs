using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>Begins the draft of a software.</summary>
[Requires(Act.DraftListings)]
public sealed class StartSoftwareModel : MarketplacePage
{
    [BindProperty]
    public StartSoftwareInput Input { get; set; } = new();

    internal Question Question { get; private set; } = null!;

    public async Task OnGetAsync() => Question = (await Service<CatalogueBasis>().OpenSet(Cancel)).Find("name")!;

    public async Task<IActionResult> OnPostAsync() =>
        await Answer(await Service<StartListing>().Start(new StartSoftware(Input.Id, Input.Name), Cancel), id => LocalRedirect($"/listings/{id}"), OnGetAsync);
}

public sealed class StartSoftwareInput
{
    public Guid Id { get; set; }
    public string? Name { get; set; }
}
