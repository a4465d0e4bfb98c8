using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Lists;

/// <summary>Reached from a service's page: into which list.</summary>
[Requires(Act.KeepLists)]
internal sealed class KeepModel : MarketplacePage
{
    [BindProperty]
    public ListInput Input { get; set; } = new();

    public OfferSnapshot Offer { get; private set; } = null!;
    public IReadOnlyList<ListLine> Lists { get; private set; } = [];

    public IEnumerable<Option> Choices => [.. Lists.Select(l => new Option(l.List.PublicId, T["{0}（{1}件）", l.List.Name, l.Offers])), new Option("", T["新しいリスト"])];

    public async Task<IActionResult> OnGetAsync(string? service)
    {
        Input.Service = service;
        if (!await Load())
            return NotFound();
        Input.List = Lists.Count > 0 ? Lists[0].List.PublicId : "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Load())
            return NotFound();
        return Answer(await Service<ListActs>().Handle(new KeepOffer(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, Input.Service!, Input.List, Input.Name), Cancel), list =>
        {
            Flash(T["「{0}」をリスト「{1}」に入れました。", Offer.Name, list.Name]);
            return LocalRedirect(list.Url);
        });
    }

    private async Task<bool> Load()
    {
        if (await Service<CatalogDbContext>().PublishedOffers.AsNoTracking().Where(p => p.PublicId == Input.Service && p.WithdrawnAt == null).Select(p => p.Snapshot).SingleOrDefaultAsync(Cancel) is not { } offer)
            return false;
        Offer = offer;
        Lists = await Service<ReadLists>().All(Cancel);
        return true;
    }
}
