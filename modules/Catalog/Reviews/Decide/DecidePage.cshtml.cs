using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>Takes the reviewer's decision: return with comments, or approve.</summary>
[Requires(Act.ReviewListings)]
public sealed class DecidePageModel : MarketplacePage
{
    internal ReviewView View { get; private set; } = null!;

    /// <summary>Reloading after a refusal leads back to the review.</summary>
    public IActionResult OnGet(string publicId) => LocalRedirect($"/reviews/listings/{publicId}");

    public async Task<IActionResult> OnPostAsync(string publicId, uint version, string? decision)
    {
        if (!await Load(publicId))
            return NotFound();
        var comments = Request.Form.Where(f => f.Key.StartsWith("comments[", StringComparison.Ordinal) && f.Key.EndsWith(']'))
            .ToDictionary(f => f.Key["comments[".Length..^1], f => f.Value.ToString(), StringComparer.Ordinal);
        foreach (var (id, text) in comments)
            ModelState.SetModelValue($"comments[{id}]", text, text);
        var approve = decision == "approve";
        var next = View.NextPublicId;
        return await Answer(await Service<DecideListingHandler>().Handle(new DecideListing(publicId, version, approve, comments), Cancel), () =>
        {
            var name = ListingWords.Title(View.Listing.Entry, T);
            Flash(approve ? T["「{0}」を承認しました。サービスは1秒ほどで検索に表示されます。", name] : T["「{0}」を差し戻しました。事業者の「やること」にコメントが表示されます。", name]);
            return LocalRedirect(next is null ? "/reviews" : $"/reviews/listings/{next}");
        }, () => Load(publicId));
    }

    private async Task<bool> Load(string publicId)
    {
        if (await Service<ReadReview>().Find(publicId, Cancel) is not { } view)
            return false;
        View = view;
        return true;
    }
}
