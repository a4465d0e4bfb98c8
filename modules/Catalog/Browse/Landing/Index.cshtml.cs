using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Catalog.Browse;

[Requires(Act.Browse)]
[SameForVisitors]
public sealed class LandingModel : MarketplacePage
{
    internal SearchAnswer Search { get; private set; } = null!;

    public async Task OnGet() => Search = await Service<SearchCatalogue>().Overview(Cancel);
}
