using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>流用: the accountant moves money from one line to another of the same year.</summary>
[Requires(Act.MoveBudget)]
public sealed class TransferModel : BudgetActPage
{
    [BindProperty]
    public TransferForm Input { get; set; } = new();

    public override string Verb => T["流用する"];

    public override IEnumerable<(string Term, string Value)> Facts =>
        [(T["流用する額"], $"{Input.Amount}"), (T["理由"], Input.Reason ?? ""), (T["予算の定め"], Input.AllowedByBudget ? T["あり"] : T["なし"])];

    public Task OnGetAsync(string? from)
    {
        Input.From = from;
        return Load();
    }

    public Task<IActionResult> OnPostAsync() => Perform(
        new TransferMoney(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, Year, Input.From, Input.To, Input.Amount, Input.Reason, Input.AllowedByBudget),
        () => T["科目{0}から科目{1}へ{2}を流用しました。流用先の科目ですぐに使えます。", Input.From!, Input.To!, Input.Amount!]);
}

public sealed class TransferForm
{
    public Guid Id { get; set; }
    public string? From { get; set; }
    public string? To { get; set; }
    public Money? Amount { get; set; }
    public string? Reason { get; set; }
    public bool AllowedByBudget { get; set; }
}
