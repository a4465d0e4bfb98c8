using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Certification;

/// <summary>The queue of vendors' applications, and of proofs changed after the certification.</summary>
[Requires(Act.ReadReviews)]
internal sealed class VendorQueueModel : MarketplacePage
{
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public VendorQueue Queue { get; private set; } = null!;
    public DateOnly Today { get; private set; }

    public ApplicationState? Chosen => State is "all" ? null : Enum.TryParse<ApplicationState>(State, out var state) && Enum.IsDefined(state) ? state : ApplicationState.Submitted;

    public IEnumerable<Option> States =>
        [new("Submitted", T["審査待ち"]), new("Returned", T["差戻し"]), new("Certified", T["認証済"]), new("Suspended", T["停止中"]), new("all", T["すべて"])];

    public async Task OnGetAsync()
    {
        State ??= "Submitted";
        Today = Service<TimeProvider>().JapanToday();
        Queue = await Service<ReadVendorQueueHandler>().Handle(new ReadVendorQueue(Chosen, Q ?? "", P), Cancel);
    }
}
