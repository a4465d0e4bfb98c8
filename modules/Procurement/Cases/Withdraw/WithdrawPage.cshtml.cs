using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement.Cases;

[Requires(Act.RunCases)]
internal sealed class WithdrawModel : CasePage
{
    [BindProperty]
    public VersionInput Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync() => ModelState.IsValid
        ? await Moved(await Service<WithdrawRequestHandler>().Handle(new WithdrawRequest(Id, Input.Version, Input.Attempt), Cancel),
            T["決裁の依頼を取り下げました。仮に確保した予算は科目に戻ります。"])
        : await Unreadable();
}
