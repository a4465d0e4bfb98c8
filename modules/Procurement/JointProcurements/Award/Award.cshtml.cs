using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

[Requires(Act.AwardJointProcurements)]
public sealed class JointAwardModel : JointPage
{
    [BindProperty]
    public AwardInput Input { get; set; } = new();

    internal IReadOnlyList<WhatIf> Offers { get; private set; } = [];
    internal IReadOnlyList<Option> Choices => [.. Offers.Select(o => new Option(
        o.Offer.PublicId, T["{0}（{1}）", o.Offer.SellerName, o.Offer.ListingName], T["総額 {0}（税込 {1}）、単独で買う場合との差 {2}", o.Allocation.Net, o.Allocation.Total, Money.Zero - o.Saving]))];

    public async Task<IActionResult> OnGetAsync(string? offer)
    {
        Input.Offer = offer;
        return await Loaded() ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Loaded())
            return NotFound();
        var awarded = await Service<AwardJointProcurement>().Handle(new JointAward(JointId, Input.Offer ?? "", Input.Reason?.Trim() ?? ""), Cancel);
        return await Answer(awarded, () => Done(T["決定しました。団体ごとの契約を結んでいます。数秒後に画面を開き直すと結果が分かります。"]), Loaded);
    }

    private async Task<bool> Loaded()
    {
        if (!await Load() || !View.IsLead)
            return false;
        if (View.State == JointState.Evaluating)
            Offers = [.. (await Service<JointReads>().Offers(View.Joint, Cancel)).Select(o => WhatIf.Of(o, View.Joint.Rule, View.Joint))];
        return true;
    }

    public sealed class AwardInput
    {
        public string? Offer { get; set; }
        public string? Reason { get; set; }
    }
}
