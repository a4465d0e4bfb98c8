using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>Check your answers, and submit.</summary>
[Requires(Act.DraftListings)]
public sealed class CheckModel : MarketplacePage
{
    internal ListingView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId) => await Load(publicId) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string publicId, uint version) =>
        await Answer(await Service<SubmitListingHandler>().Handle(new SubmitListing(publicId, version), Cancel), () =>
        {
            Flash(T["審査を申請しました。運営者の審査が終わると、「やること」に結果が表示されます。"]);
            return LocalRedirect($"/listings/{publicId}");
        }, () => Load(publicId));

    private async Task<bool> Load(string publicId)
    {
        if (await Service<ReadListing>().Find(publicId, Cancel) is not { } view)
            return false;
        View = view;
        return true;
    }
}
