using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Lists;

/// <summary>Confirms the removal of a list, naming it.</summary>
[Requires(Act.KeepLists)]
internal sealed class RemoveModel : MarketplacePage
{
    public OfferList List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        if (await Service<CatalogDbContext>().OfferLists.AsNoTracking().Include(l => l.Offers).SingleOrDefaultAsync(l => l.PublicId == publicId, Cancel) is not { } list)
            return NotFound();
        List = list;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string publicId) => Answer(await Service<ListActs>().Handle(new RemoveList(publicId), Cancel), () =>
    {
        Flash(T["リストを削除しました。"]);
        return LocalRedirect("/lists");
    });
}
