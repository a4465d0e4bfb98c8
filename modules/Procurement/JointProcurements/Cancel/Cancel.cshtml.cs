using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

[Requires(Act.LeadJointProcurements)]
public sealed class JointCancelModel : JointPage
{
    [BindProperty]
    public CancelInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync() => await Load() && View.IsLead ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Load())
            return NotFound();
        var cancelled = await Service<CancelJointProcurement>().Handle(JointId, Input.Reason?.Trim() ?? "", Cancel);
        return await Answer(cancelled, () => Done(T["共同調達を中止しました。確保されていた予算は数秒で戻されます。"]), Load);
    }

    public sealed class CancelInput
    {
        public string? Reason { get; set; }
    }
}
