using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>A listing as a reviewer reads it: answers, and what changed since the earlier version.</summary>
[Requires(Act.ReadReviews)]
public sealed class ReviewListingModel : MarketplacePage
{
    internal ReviewView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        if (await Service<ReadReview>().Find(publicId, Cancel) is not { } view || (view.Listing.Entry.Submissions == 0 && view.Listing.Entry.Published == 0))
            return NotFound();
        View = view;
        return Page();
    }
}
