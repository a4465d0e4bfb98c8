using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

[Requires(Act.LeadJointProcurements)]
public sealed class JointExtendModel : JointPage
{
    [BindProperty]
    public ExtendInput Input { get; set; } = new();

    internal bool DemandFixed => View.State != JointState.Gathering;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Loaded())
            return NotFound();
        (Input.DemandDeadline, Input.OfferDeadline) = (View.Joint.DemandDeadline, View.Joint.OfferDeadline);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Loaded())
            return NotFound();
        if (!ModelState.IsValid)
            return Again();
        // A deadline that the form left out or that was emptied stays as it is.
        var terms = new ExtensionTerms(Input.DemandDeadline ?? View.Joint.DemandDeadline, Input.OfferDeadline ?? View.Joint.OfferDeadline, Input.Reason?.Trim() ?? "");
        var extended = await Service<ExtendDeadlines>().Handle(new DeadlineExtension(JointId, terms, Input.Version), Cancel);
        return await Answer(extended, () => Done(T["期限を延ばしました。参加団体と登録販売者の「やること」と経過に、新しい期限と理由が表示されます。"]), Loaded);
    }

    private async Task<bool> Loaded()
    {
        if (!await Load() || !View.IsLead)
            return false;
        Closed = View.Joint.ExtensionClosed();
        return true;
    }

    public sealed class ExtendInput
    {
        public uint Version { get; set; }
        public DateOnly? DemandDeadline { get; set; }
        public DateOnly? OfferDeadline { get; set; }
        public string? Reason { get; set; }
    }
}
