using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Catalog.SavedSearches;

/// <summary>The person's saved searches with what is new in each.</summary>
[Requires(Act.SaveSearches)]
internal sealed class IndexModel : MarketplacePage
{
    public IReadOnlyList<SavedSearchLine> Searches { get; private set; } = [];

    public async Task OnGetAsync() => Searches = await Service<ReadSavedSearches>().All(Cancel);
}
