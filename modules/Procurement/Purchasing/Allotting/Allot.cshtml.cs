using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Marketplace.Procurement;

/// <summary>The form with which the accountant enters what was voted and allotted (議決・配当).</summary>
[Requires(Act.AllotBudget)]
public sealed class AllotModel : MarketplacePage
{
    [BindProperty]
    public AllotForm Input { get; set; } = new();

    public FiscalYear ThisYear => FiscalYear.Of(Service<TimeProvider>().JapanToday());

    public IReadOnlyList<Option> Years =>
        [.. new[] { ThisYear, ThisYear.Next }.Select(y => new Option(y.Year.ToString(CultureInfo.InvariantCulture), PurchasingWords.Of(T, y)))];

    public IReadOnlyList<Option> Kinds =>
    [
        new(nameof(AllotKind.Both), T["議決と配当を一度に"], T["議決された額をそのまま配当する団体では、これを選びます。"]),
        new(nameof(AllotKind.Vote), T["議決のみ"], T["当初予算や補正予算で議決された額だけを登録し、配当は後で行います。"]),
        new(nameof(AllotKind.Allot), T["配当のみ（議決の範囲内）"], T["登録済みの議決額のうち、まだ配当していない分から配当します。"]),
    ];

    public IReadOnlyList<Option> FundKinds => Option.Of<FundKind>(kind => PurchasingWords.Of(T, kind));

    public void OnGet(int? year, string? line) => (Input.Year, Input.Line) = (year ?? ThisYear.Year, line);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var asked = new AllotLine(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, Input.Year ?? 0, Input.Line, Input.Name, Input.Amount)
        {
            Kind = Input.Kind, Fund = new Fund(Input.FundKind, Fund.NeedsName(Input.FundKind) ? (Input.FundName ?? "").Trim() : ""),
        };
        if (!ModelState.IsValid)
        {
            // What could not be read has its message already; the other fields are told as well.
            Refused(Result.No([.. PurchasingAccount.Faults(asked.By(Actor, ThisYear.FirstDay)).Where(f => ModelState.GetFieldValidationState(f.Field!) != ModelValidationState.Invalid)]));
            return Again();
        }

        return Answer(await Service<AllotLineHandler>().Handle(asked, cancel), line =>
        {
            Flash(asked.Kind is AllotKind.Vote
                ? T["科目{0}に{1}の議決を登録しました。予算現額は{2}で、うち{3}が未配当です。使うには配当を登録します。", line.Line, asked.Amount!, line.Voted, line.Unallotted]
                : T["科目{0}に{1}の配当を登録しました。配当額は{2}、執行可能残額は{3}です。", line.Line, asked.Amount!, line.Allotted, line.Remaining]);
            return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/budget?year={line.Year.Year}"));
        });
    }
}

public sealed class AllotForm
{
    public Guid Id { get; set; }
    public AllotKind Kind { get; set; }
    public int? Year { get; set; }
    public string? Line { get; set; }
    public string? Name { get; set; }
    public FundKind FundKind { get; set; }
    public string? FundName { get; set; }
    public Money? Amount { get; set; }
}
