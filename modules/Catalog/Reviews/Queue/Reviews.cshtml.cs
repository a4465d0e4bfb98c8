using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>The queue of listings under review.</summary>
[Requires(Act.ReadReviews)]
public sealed class ReviewsModel : MarketplacePage
{
    internal string? Kind { get; private set; }
    internal IReadOnlyList<QueueRow> Rows { get; private set; } = [];
    internal int Total { get; private set; }
    internal int P { get; private set; }
    internal int Pages { get; private set; }
    internal IReadOnlyList<Option> Kinds { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? kind, int p = 1)
    {
        EntryKind? only = kind switch { "software" => EntryKind.Software, "offer" => EntryKind.Offer, _ => null };
        Kind = only is null ? null : kind;
        Kinds = [new Option("software", T["ソフトウェア"]), new Option("offer", T["サービス"])];
        if (p < 1)
            return NotFound();
        (Rows, Total) = await Service<ReadQueue>().Read(only, p, Cancel);
        (P, Pages) = (p, Math.Max(1, (Total + ReadQueue.PageSize - 1) / ReadQueue.PageSize));
        return p > Pages ? NotFound() : Page();
    }
}
