using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Certification;

/// <summary>Base of the operator's pages on one vendor.</summary>
internal abstract class VendorReviewPage : MarketplacePage
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    public VendorReview Review { get; private set; } = null!;
    public DateOnly Today { get; private set; }

    public VendorApplication Application => Review.Application;
    public string Address => $"/reviews/vendors/{Id}";
    public IEnumerable<Crumb> Crumbs => [new(T["審査"], "/reviews"), new(T["事業者の審査"], "/reviews/vendors")];

    /// <summary>False: there is no such vendor.</summary>
    protected async Task<bool> Load()
    {
        Today = Service<TimeProvider>().JapanToday();
        Review = (await Service<ReadVendorReviewHandler>().Handle(Id, Cancel))!;
        return Review is not null;
    }
}
