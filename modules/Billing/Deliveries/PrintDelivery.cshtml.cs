using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Billing;

/// <summary>検査調書 of an accepted delivery; before that, 納品書.</summary>
[Requires(Act.ReadContracts)]
public sealed class PrintDeliveryModel : MarketplacePage
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
