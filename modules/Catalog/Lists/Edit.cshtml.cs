using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Lists;

/// <summary>A list's name.</summary>
[Requires(Act.KeepLists)]
internal sealed class EditModel : MarketplacePage
{
    [BindProperty]
    public ListInput Input { get; set; } = new();

    public OfferList List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        if (!await Load(publicId))
            return NotFound();
        Input.Name = List.Name;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string publicId, uint version) => await Answer(
        await Service<ListActs>().Handle(new RenameList(publicId, version, Input.Name), Cancel), () =>
        {
            Flash(T["名前を変えました。"]);
            return LocalRedirect($"/lists/{publicId}");
        }, () => Load(publicId));

    private async Task<bool> Load(string publicId)
    {
        if (await Service<CatalogDbContext>().OfferLists.AsNoTracking().SingleOrDefaultAsync(l => l.PublicId == publicId, Cancel) is not { } list)
            return false;
        List = list;
        return true;
    }
}
