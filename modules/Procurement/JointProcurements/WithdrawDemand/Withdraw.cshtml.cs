using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

[Requires(Act.FileDemand)]
public sealed class JointWithdrawModel : JointPage
{
    [BindProperty]
    public VersionInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync() => await Loaded() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Loaded())
            return NotFound();
        var withdrawn = await Service<WithdrawDemand>().Handle(JointId, Input.Version, Cancel);
        return await Answer(withdrawn, () => Done(T["参加を辞退しました。確保していた予算は数秒で戻されます。"]), Loaded);
    }

    private async Task<bool> Loaded()
    {
        if (!await Load() || View.Own is null)
            return false;
        Closed = View.Joint.DemandClosed(View.Now);
        return true;
    }
}
