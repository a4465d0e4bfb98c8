using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>Confirms a withdrawal, naming the thing.</summary>
[Requires(Act.DraftListings)]
public sealed class WithdrawModel : MarketplacePage
{
    internal ListingView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId) => await Load(publicId) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string publicId, uint version) =>
        await Answer(await Service<WithdrawListingHandler>().Handle(new WithdrawListing(publicId, version), Cancel), () =>
        {
            Flash(T["取り下げました。検索には表示されません。もう一度申請すると、審査のあとに公開できます。"]);
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
