using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>The vendor's own software and offers.</summary>
[Requires(Act.DraftListings)]
public sealed class ListingsModel : MarketplacePage
{
    internal EntryKind Kind { get; private set; }
    internal IReadOnlyList<OwnListing> Rows { get; private set; } = [];
    internal IReadOnlyList<Tab> Tabs { get; private set; } = [];
    internal int P { get; private set; }
    internal int Pages { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? kind, int p = 1)
    {
        if (p < 1)
            return NotFound();
        Kind = kind == "software" ? EntryKind.Software : EntryKind.Offer;
        var reader = Service<ReadOwnListings>();
        var (offers, offersTotal) = await reader.Read(EntryKind.Offer, Kind == EntryKind.Offer ? p : 1, Cancel);
        var (software, softwareTotal) = await reader.Read(EntryKind.Software, Kind == EntryKind.Software ? p : 1, Cancel);
        Rows = Kind == EntryKind.Offer ? offers : software;
        P = p;
        Pages = Math.Max(1, ((Kind == EntryKind.Offer ? offersTotal : softwareTotal) + ReadOwnListings.PageSize - 1) / ReadOwnListings.PageSize);
        Tabs =
        [
            new Tab(T["サービス"], "/listings", Kind == EntryKind.Offer, offersTotal),
            new Tab(T["ソフトウェア"], "/listings?kind=software", Kind == EntryKind.Software, softwareTotal),
        ];
        return p > Pages ? NotFound() : Page();
    }
}
