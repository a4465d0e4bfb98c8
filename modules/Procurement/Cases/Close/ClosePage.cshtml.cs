using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement.Cases;

[Requires(Act.RunCases)]
internal sealed class CloseModel : CasePage
{
    private const string Cancelled = "cancelled", NoneSuitable = "none-suitable";

    [BindProperty]
    public CloseInput Input { get; set; } = new();

    public IEnumerable<Option> Outcomes =>
    [
        new(Cancelled, T["取りやめ"], T["調達そのものをやめます。"]),
        new(NoneSuitable, T["該当なし"], T["検索したサービスの中に、条件に合うものがありませんでした。"]),
    ];

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return await Unreadable();
        var result = Input.Outcome is Cancelled or NoneSuitable
            ? await Service<CloseCaseHandler>().Handle(new CloseCase(Id, Input.Version, Input.Outcome == NoneSuitable, Input.Reason?.Trim() ?? ""), Cancel)
            : Marketplace.Shared.Refusal.Invalid("Input.Outcome", "outcome-missing", "終わり方を選んでください。");
        return await Moved(result, T["案件を終了しました。"]);
    }
}

internal sealed class CloseInput
{
    public uint Version { get; set; }
    public string? Outcome { get; set; }
    public string? Reason { get; set; }
}
