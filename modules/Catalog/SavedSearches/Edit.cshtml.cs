using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.SavedSearches;

/// <summary>A saved search's name and feed.</summary>
[Requires(Act.SaveSearches)]
internal sealed class EditModel : MarketplacePage
{
    private const string KeyNotice = "saved-search-feed";

    [BindProperty]
    public SearchInput Input { get; set; } = new();

    public SavedSearch Search { get; private set; } = null!;

    /// <summary>The feed's new address, shown once; null otherwise.</summary>
    public string? FeedAddress { get; private set; }

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        if (!await Load(publicId))
            return NotFound();
        Input.Name = Search.Name;
        FeedAddress = TempData[KeyNotice] is string key ? SavedSearchFeed.AddressOf(Request, key) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string publicId, uint version) =>
        await Answer(await Service<SavedSearchActs>().Handle(new RenameSearch(publicId, version, Input.Name), Cancel), () =>
        {
            Flash(T["名前を変えました。"]);
            return LocalRedirect($"/saved-searches/{publicId}");
        }, () => Load(publicId));

    public async Task<IActionResult> OnPostFeedAsync(string publicId, uint version) =>
        await Answer(await Service<SavedSearchActs>().Handle(new OpenSearchFeed(publicId, version), Cancel), key =>
        {
            // Shown once, after the redirect; the notice cookie that carries it is encrypted.
            TempData[KeyNotice] = key;
            return LocalRedirect($"/saved-searches/{publicId}/edit");
        }, () => Load(publicId));

    public async Task<IActionResult> OnPostCloseAsync(string publicId, uint version) =>
        await Answer(await Service<SavedSearchActs>().Handle(new CloseSearchFeed(publicId, version), Cancel), () =>
        {
            Flash(T["フィードを止めました。前のアドレスはもう使えません。"]);
            return LocalRedirect($"/saved-searches/{publicId}/edit");
        }, () => Load(publicId));

    private async Task<bool> Load(string publicId)
    {
        if (await Service<CatalogDbContext>().SavedSearches.AsNoTracking().SingleOrDefaultAsync(s => s.PublicId == publicId, Cancel) is not { } search)
            return false;
        Search = search;
        return true;
    }
}
