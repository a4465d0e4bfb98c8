using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

[Requires(Act.LeadJointProcurements)]
public sealed class JointCallModel : JointPage
{
    public async Task<IActionResult> OnGetAsync() => await Load() && View.IsLead ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Load())
            return NotFound();
        var called = await Service<CallForOffers>().Handle(JointId, Cancel);
        return await Answer(called, () => Done(T["申込の受付を始めました。{0}の23:59まで、登録販売者が申し込めます。", Dates.Text(View.Joint.OfferDeadline)]), Load);
    }
}
