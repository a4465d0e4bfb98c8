using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.SavedSearches;

/// <summary>What fits a saved search, new ones first. Opening it is looking: what it shows is no longer new afterwards.</summary>
[Requires(Act.SaveSearches)]
internal sealed class ShowModel : MarketplacePage
{
    public SavedSearch Search { get; private set; } = null!;
    public Fitting Fits { get; private set; } = null!;
    public IReadOnlyList<SavedSearchOffer> Offers { get; private set; } = [];
    public int New => Offers.Count(o => o.New);

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        var db = Service<CatalogDbContext>();
        if (await db.SavedSearches.AsNoTracking().SingleOrDefaultAsync(s => s.PublicId == publicId, Cancel) is not { } search)
            return NotFound();
        Search = search;
        Fits = await Service<FittingOffers>().Of(search.Query, 0, Cancel);
        Offers = await Service<ReadSavedSearches>().Offers(search.Id, onlyNewlyFitting: false, Cancel);
        // The one reading that leaves a mark: a derived one, the reader's own, and the same however often it is made.
        await db.SavedSearchHits.Where(h => h.SearchId == search.Id && !h.Seen).ExecuteUpdateAsync(h => h.SetProperty(x => x.Seen, true), Cancel);
        return Page();
    }
}
