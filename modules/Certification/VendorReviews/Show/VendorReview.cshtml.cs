using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Certification;

/// <summary>One vendor's application with its differences to the former submission.</summary>
[Requires(Act.ReadReviews)]
internal sealed class VendorReviewModel : VendorReviewPage
{
    public bool MayDecide => Actor.May(Act.ReviewVendors);

    public IEnumerable<HistoryItem> History => Review.History.Select(h => new HistoryItem(h.At, $"{h.OrganisationName} {h.PersonName}".Trim(), T[h.What.Word()], h.Detail.Length > 0 ? h.Detail : null));

    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : NotFound();
}
