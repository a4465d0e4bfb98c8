using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.SavedSearches;

/// <summary>Confirms the removal of a saved search, naming it.</summary>
[Requires(Act.SaveSearches)]
internal sealed class RemoveModel : MarketplacePage
{
    public SavedSearch Search { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        if (await Service<CatalogDbContext>().SavedSearches.AsNoTracking().SingleOrDefaultAsync(s => s.PublicId == publicId, Cancel) is not { } search)
            return NotFound();
        Search = search;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string publicId) => Answer(await Service<SavedSearchActs>().Handle(new RemoveSearch(publicId), Cancel), () =>
    {
        Flash(T["保存した検索を削除しました。フィードも止まりました。"]);
        return LocalRedirect("/saved-searches");
    });
}
