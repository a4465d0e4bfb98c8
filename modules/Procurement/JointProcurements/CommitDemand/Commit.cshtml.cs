using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

[Requires(Act.CommitDemand)]
public sealed class JointCommitModel : JointPage
{
    [BindProperty]
    public VersionInput Input { get; set; } = new();

    internal BudgetLineFigures? Line { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await Loaded() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Loaded())
            return NotFound();
        var committed = await Service<CommitDemand>().Handle(new DemandCommitment(JointId, Input.Version), Cancel);
        return await Answer(committed, () => Done(T["参加を決裁しました。予算を確保しています。数秒後に画面を開き直すと結果が分かります。"]), Loaded);
    }

    private async Task<bool> Loaded()
    {
        if (!await Load(ownPartOnly: true) || View.Own is not { } own)
            return false;
        Closed = View.Joint.DemandClosed(View.Now);
        Line = (await Service<IPurchasingAccounts>().Read(own.BodyCode, View.Joint.FiscalYear, Cancel)).FirstOrDefault(l => string.Equals(l.Line, own.BudgetLine, StringComparison.Ordinal));
        return true;
    }
}

/// <summary>A form that carries nothing but the version of what it shows.</summary>
public sealed class VersionInput
{
    public uint Version { get; set; }
}
