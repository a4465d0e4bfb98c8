using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>Confirms taking a submission back.</summary>
[Requires(Act.DraftListings)]
public sealed class TakeBackModel : MarketplacePage
{
    internal ListingView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId) => await Load(publicId) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string publicId, uint version) =>
        await Answer(await Service<SubmitListingHandler>().Handle(new TakeBackListing(publicId, version), Cancel), () =>
        {
            Flash(T["申請を取り戻しました。下書きとして変更できます。"]);
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
