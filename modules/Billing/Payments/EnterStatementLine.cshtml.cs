using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Billing;

/// <summary>Enters one statement line by hand.</summary>
[Requires(Act.MatchPayments)]
public sealed class EnterStatementLineModel : MarketplacePage
{
    [BindProperty]
    public StatementLineInput Input { get; set; } = new();

    public void OnGet() => Input.Date = Service<TimeProvider>().JapanToday();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Again();
        var line = new NewStatementLine(Input.Id, Input.Date, Input.Amount, Input.Payer ?? "", Input.Reference ?? "");
        var result = await Service<EnterStatementLinesHandler>().Handle(new EnterStatementLines([line]), Cancel);
        return Answer(result, entered =>
        {
            Flash(entered.AlreadyThere > 0 ? T["同じ入金がすでに登録されています。新しくは登録しませんでした。"]
                : entered.Matched > 0 ? T["入金を登録し、請求書に消し込みました。"]
                : T["入金を登録しました。あてはまる請求書を決められなかったため、未消込のままです。"]);
            return Redirect("/payments");
        });
    }
}

public sealed class StatementLineInput
{
    public Guid Id { get; set; }
    public DateOnly Date { get; set; }
    public Money Amount { get; set; }
    public string? Payer { get; set; }
    public string? Reference { get; set; }
}
