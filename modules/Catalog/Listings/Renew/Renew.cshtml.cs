using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>Leads a listing from an older question set to the open one: what is new, what changed, what is no longer asked, and what becomes of the answers.</summary>
[Requires(Act.DraftListings)]
public sealed class RenewModel : MarketplacePage
{
    internal ListingView View { get; private set; } = null!;
    internal Renewal? Renewal { get; private set; }

    public async Task<IActionResult> OnGetAsync(string publicId) => await Load(publicId) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string publicId, uint version, int set) =>
        await Answer(await Service<RenewListingHandler>().Handle(new RenewListing(publicId, version, set), Cancel), () =>
        {
            Flash(T["新しい質問票へ移りました。「新しい質問」「変わった質問」の印がある質問に答えて、申請してください。"]);
            return LocalRedirect($"/listings/{publicId}");
        }, () => Load(publicId));

    /// <summary>What becomes of the answer to a changed or removed question; null where there was none.</summary>
    internal string? Fate(Carried? answer, QuestionFate fate) => answer switch
    {
        null => null,
        Carried.Whole => T["答えは引き継がれます"],
        Carried.Partly => T["なくなった選択肢を除いて引き継がれます"],
        Carried.NoLongerRight => T["答え直しが必要です"],
        _ => fate == QuestionFate.Removed ? T["答えは引き継がれません"] : null,
    };

    private async Task<bool> Load(string publicId)
    {
        if (await Service<ReadListing>().Find(publicId, Cancel) is not { } view)
            return false;
        View = view;
        Renewal = await Service<ReadRenewal>().Ahead(view.Entry, Cancel);
        return true;
    }
}
