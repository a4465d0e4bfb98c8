using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Certification;

/// <summary>The reviewer's decision: certify or return what was submitted, suspend or reinstate afterwards.</summary>
[Requires(Act.ReviewVendors)]
internal sealed class DecideModel : VendorReviewPage
{
    [BindProperty]
    public DecideInput Input { get; set; } = new();

    public bool IsDecidable => Application.State is ApplicationState.Submitted or ApplicationState.Certified or ApplicationState.Suspended;

    public string Heading => Application.State switch
    {
        ApplicationState.Certified => T["認証を停止する：{0}", Application.Name],
        ApplicationState.Suspended => T["停止を解除する：{0}", Application.Name],
        _ => T["審査の結果を決める：{0}", Application.Name],
    };

    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return await Load() ? Again() : NotFound();
        var command = new DecideApplication(Id, Input.Version, Input.Decision, Input.Comments, Input.Reason ?? "", Input.Until);
        return await Answer(await Service<DecideApplicationHandler>().Handle(command, Cancel), application =>
        {
            Flash(Input.Decision switch
            {
                VendorDecision.Certify => T["{0}を認証しました。事業者の「やること」に表示されます。", application.Name],
                VendorDecision.Return => T["{0}の申請を差し戻しました。コメントは事業者の画面に表示されます。", application.Name],
                VendorDecision.Suspend => T["{0}の認証を停止しました。掲載は検索から外れます。", application.Name],
                _ => T["{0}の停止を解除しました。掲載が検索に戻ります。", application.Name],
            });
            return LocalRedirect(Input.Decision is VendorDecision.Certify or VendorDecision.Return ? "/reviews/vendors" : Address);
        }, Load);
    }
}

internal sealed class DecideInput
{
    public uint Version { get; set; }
    public VendorDecision? Decision { get; set; }
    public Dictionary<string, string?> Comments { get; set; } = [];
    public string? Reason { get; set; }
    public DateOnly? Until { get; set; }
}
