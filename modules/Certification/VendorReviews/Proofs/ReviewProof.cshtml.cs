using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Certification;

/// <summary>Confirms or strikes out one proof of a certified vendor.</summary>
[Requires(Act.ReviewVendors)]
internal sealed class ReviewProofModel : VendorReviewPage
{
    [BindProperty(SupportsGet = true)]
    public string ProofId { get; set; } = "";

    [BindProperty]
    public ReviewProofInput Input { get; set; } = new();

    public Proof Proof { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync() => await Find() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        var result = await Service<ReviewProofHandler>().Handle(new ReviewProof(Id, ProofId, Input.Version, Input.Stands, Input.Reason ?? ""), Cancel);
        return await Answer(result, () =>
        {
            Flash(Input.Stands == true ? T["証明書を確認済みにしました。"] : T["証明書を抹消しました。理由は事業者の画面に表示されます。"]);
            return LocalRedirect("/reviews/vendors");
        }, Find);
    }

    private async Task<bool> Find()
    {
        Proof = (await Load() ? Review.Proofs.FirstOrDefault(p => string.Equals(p.Id, ProofId, StringComparison.Ordinal))?.Stored : null)!;
        return Proof is not null;
    }
}

internal sealed class ReviewProofInput
{
    public uint Version { get; set; }
    public bool? Stands { get; set; }
    public string? Reason { get; set; }
}
