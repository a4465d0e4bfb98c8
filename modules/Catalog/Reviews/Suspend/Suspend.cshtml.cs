using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>Takes a published listing out of the catalogue with a reason, or puts it back.</summary>
[Requires(Act.ReviewListings)]
public sealed class SuspendModel : MarketplacePage
{
    internal ListingView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId) => await Load(publicId) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string publicId, uint version, bool resume, [FromForm(Name = "Input.Reason")] string? reason)
    {
        var handler = Service<SuspendListingHandler>();
        var done = resume ? await handler.Handle(new ResumeListing(publicId, version), Cancel) : await handler.Handle(new SuspendListing(publicId, version, reason), Cancel);
        return await Answer(done, () =>
        {
            Flash(resume ? T["掲載を再開しました。"] : T["掲載を停止しました。事業者の掲載の画面に理由が表示されます。"]);
            return LocalRedirect($"/reviews/listings/{publicId}");
        }, () => Load(publicId));
    }

    private async Task<bool> Load(string publicId)
    {
        if (await Service<ReadListing>().Find(publicId, Cancel) is not { } view || view.Entry.Submissions == 0)
            return false;
        View = view;
        return true;
    }
}
