using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Billing;

/// <summary>One delivery and how far it came.</summary>
[Requires(Act.ReadContracts)]
public sealed class ShowDeliveryModel : MarketplacePage
{
    internal Trade Trade { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        if (await Service<Trades>().OfDelivery(publicId, Cancel) is not { } trade)
            return NotFound();
        Trade = trade;
        return Page();
    }
}
