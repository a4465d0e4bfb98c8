using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>The form with which the accountant enters an allotment (配当).</summary>
[Requires(Act.AllotBudget)]
public sealed class AllotModel : MarketplacePage
{
    [BindProperty]
    public AllotForm Input { get; set; } = new();

    public FiscalYear ThisYear => FiscalYear.Of(Service<TimeProvider>().JapanToday());

    public IReadOnlyList<Option> Years =>
        [.. new[] { ThisYear, ThisYear.Next }.Select(y => new Option(y.Year.ToString(CultureInfo.InvariantCulture), PurchasingWords.Of(T, y)))];

    public void OnGet(int? year, string? line) => (Input.Year, Input.Line) = (year ?? ThisYear.Year, line);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var asked = new AllotLine(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, Input.Year ?? 0, Input.Line, Input.Name, Input.Amount);
        if (!ModelState.IsValid)
        {
            // What could not be read has its message already; the other fields are told as well.
            Refused(Result.No([.. PurchasingAccount.Faults(asked.By(Actor, ThisYear.FirstDay)).Where(f => ModelState.GetFieldValidationState(f.Field!) != Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)]));
            return Again();
        }

        return Answer(await Service<AllotLineHandler>().Handle(asked, cancel), line =>
        {
            Flash(T["科目{0}に{1}の配当を登録しました。配当額は{2}、執行可能残額は{3}です。", line.Line, asked.Amount!, line.Allotted, line.Remaining]);
            return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/budget?year={line.Year.Year}"));
        });
    }
}

public sealed class AllotForm
{
    public Guid Id { get; set; }
    public int? Year { get; set; }
    public string? Line { get; set; }
    public string? Name { get; set; }
    public Money? Amount { get; set; }
}
