using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog.Browse;

[Requires(Act.Browse)]
[SameForVisitors]
public sealed class VendorModel : MarketplacePage
{
    internal VendorView Vendor { get; private set; } = null!;
    internal BodySize Size { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string publicId)
    {
        if (await Service<ReadVendor>().Read(publicId, Cancel) is not { } vendor)
            return NotFound();
        (Vendor, Size) = (vendor, await Service<SearchCatalogue>().Size(null, null, Cancel));
        return Page();
    }
}
