using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>減額: the accountant takes back voted money that is not bound.</summary>
[Requires(Act.MoveBudget)]
public sealed class ReduceModel : BudgetActPage
{
    [BindProperty]
    public ReduceForm Input { get; set; } = new();

    public override string Verb => T["減額する"];

    public override IEnumerable<(string Term, string Value)> Facts => [(T["減額する額"], $"{Input.Amount}"), (T["理由"], Input.Reason ?? "")];

    public Task OnGetAsync(string? line)
    {
        Input.Line = line;
        return Load();
    }

    public Task<IActionResult> OnPostAsync() => Perform(
        new ReduceMoney(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, Year, Input.Line, Input.Amount, Input.Reason),
        () => T["科目{0}を{1}減額しました。元に戻すには、あらためて議決と配当を登録します。", Input.Line!, Input.Amount!]);
}

public sealed class ReduceForm
{
    public Guid Id { get; set; }
    public string? Line { get; set; }
    public Money? Amount { get; set; }
    public string? Reason { get; set; }
}
