using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>Begins the draft of an offer: which software, and under which name.</summary>
[Requires(Act.DraftListings)]
public sealed class StartOfferModel : MarketplacePage
{
    /// <summary>Software shown at a time; more are found by name.</summary>
    internal const int Most = 30;

    [BindProperty]
    public StartOfferInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    internal Question Question { get; private set; } = null!;
    internal IReadOnlyList<Option> Software { get; private set; } = [];
    internal bool More { get; private set; }

    public async Task OnGetAsync()
    {
        Question = (await Service<CatalogueBasis>().OpenSet(Cancel)).Find("offerName")!;
        var own = Actor.OrganisationId;
        var wanted = AnswerForm.Clean(Q ?? "");
        var found = await Service<StartListing>().Choosable()
            .Where(e => e.PublicId == Input.Software || e.Title.Contains(wanted))
            .OrderByDescending(e => e.PublicId == Input.Software).ThenByDescending(e => e.OwnerId == own).ThenBy(e => e.Title).ThenBy(e => e.Id).Take(Most + 1).ToListAsync(Cancel);
        More = found.Count > Most;
        var names = await Service<IOrganisations>().FindMany([.. found.Select(e => e.OwnerId).Distinct()], Cancel);
        Software = [.. found.Take(Most).Select(e => new Option(e.PublicId, ListingWords.Title(e, T),
            e.OwnerId == own ? T["自社（{0}）", ListingWords.State(e, T)] : names.GetValueOrDefault(e.OwnerId)?.Name))];
    }

    public async Task<IActionResult> OnPostAsync() =>
        await Answer(await Service<StartListing>().Start(new StartOffer(Input.Id, Input.Software, Input.OfferName), Cancel), id => LocalRedirect($"/listings/{id}"), OnGetAsync);
}

public sealed class StartOfferInput
{
    public Guid Id { get; set; }

    /// <summary>Public id of the software.</summary>
    public string? Software { get; set; }
    public string? OfferName { get; set; }
}
