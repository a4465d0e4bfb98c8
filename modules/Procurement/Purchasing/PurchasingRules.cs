using System.Globalization;
using System.Text.RegularExpressions;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>The rules: who may have how much of which line until when.</summary>
internal sealed partial class PurchasingAccount
{
    /// <summary>No single amount is above this (10 兆円, more than the largest body's whole budget): keeps sums far from overflow and catches slips of the hand.</summary>
    public static readonly Money Largest = new(10_000_000_000_000);

    /// <summary>What the command would do to this account. A final refusal of an encumbrance is itself an event (<see cref="Refused"/>);
    /// other refusals leave no trace and are decided anew when asked again.</summary>
    public Result<PurchasingEvent[]> Decide(PurchasingCommand command)
    {
        if (Faults(command) is [var fault, ..])
            return fault;

        return command switch
        {
            Allot c => Decide(c),
            Encumber c => Final(Decide(c), c.Year, c.Line, c.EncumbranceId, c.Amount, c.Subject),
            ChangeEncumbrance c => encumbrances.TryGetValue(c.EncumbranceId, out var e)
                ? Final(Decide(c, e), e.Year, e.Line, e.Id, c.NewAmount, e.Subject)
                : UnknownEncumbrance(),
            Release c => encumbrances.TryGetValue(c.EncumbranceId, out var e) ? DecideRelease(e) : UnknownEncumbrance(),
            Accept c => encumbrances.TryGetValue(c.EncumbranceId, out var e) ? Decide(c, e) : UnknownEncumbrance(),
            RecordPayment c => encumbrances.TryGetValue(c.EncumbranceId, out var e) ? Decide(c, e) : UnknownEncumbrance(),
            _ => throw new NotSupportedException($"Unknown command {command.GetType().Name}."),
        };
    }

    /// <summary>Everything wrong with the command itself, whatever the account holds.</summary>
    public static IReadOnlyList<Refusal> Faults(PurchasingCommand command)
    {
        var faults = new List<Refusal>();
        if (command is Allot allot && !LineCode().IsMatch(allot.Line))
            faults.Add(Refusal.Invalid("Input.Line", "line-code", "科目コードは「02-01-05-13」のように、款・項・目・節を2〜3桁の数字とハイフンで入力してください。"));
        if (command is Allot { Name.Length: > 200 })
            faults.Add(Refusal.Invalid("Input.Name", "line-name", "科目の名称は200文字以内で入力してください。"));
        if (command is Allot { Year: var year } && (year.Year < 2000 || year.CompareTo(FiscalYear.Of(command.On).Next) > 0))
            faults.Add(Refusal.Invalid("Input.Year", "year-out-of-range", "配当できるのは今年度と翌年度です。"));
        var asked = command switch
        {
            Allot c => c.Amount,
            Encumber c => c.Amount,
            ChangeEncumbrance c => c.NewAmount,
            Accept c => c.Amount,
            RecordPayment c => c.Amount,
            _ => new Money(1),
        };
        if (asked <= Money.Zero)
            faults.Add(Refusal.Invalid("Input.Amount", "amount-not-positive", "金額は1円以上で入力してください。"));
        if (asked > Largest)
            faults.Add(Refusal.Invalid("Input.Amount", "amount-too-large", "金額は{0}以下で入力してください。桁を確かめてください。", Largest.ToString()));
        return faults;
    }

    private Result<PurchasingEvent[]> Decide(Allot c)
    {
        // 地方自治法施行令148条: a budget cannot be amended after its year has passed.
        if (c.On > c.Year.LastDay)
            return YearOver(c.Year);
        if (!lines.TryGetValue((c.Year, c.Line), out var line))
        {
            return c.Name.Trim() is { Length: > 0 } name
                ? Do(new Allotted(c.Year, c.Line, name, c.Amount))
                : Refusal.Invalid("Input.Name", "line-name-missing", "この年度で初めての科目です。名称を入力してください。");
        }

        if (c.Name.Trim() is { Length: > 0 } other && !string.Equals(other, line.Name, StringComparison.Ordinal))
            return Refusal.Invalid("Input.Name", "line-name-differs", "科目{0}は「{1}」として登録されています。名称を合わせるか、空欄にしてください。", c.Line, line.Name);
        return line.Allotted + c.Amount > Largest
            ? Refusal.Invalid("Input.Amount", "amount-too-large", "金額は{0}以下で入力してください。桁を確かめてください。", (Largest - line.Allotted).ToString())
            : Do(new Allotted(c.Year, c.Line, line.Name, c.Amount));
    }

    private Result<PurchasingEvent[]> Decide(Encumber c)
    {
        if (c.On > c.Year.LastDay)
            return YearOver(c.Year);
        if (encumbrances.ContainsKey(c.EncumbranceId))
            return Refusal.Conflict("encumbrance-exists", "この支出負担行為はすでに登録されています。");
        if (!lines.TryGetValue((c.Year, c.Line), out var line))
            return Refusal.Conflict("unknown-line", "{0}年度の予算に科目{1}がありません。先に配当を受けてください。", Text(c.Year), c.Line);
        return c.Amount > line.Remaining ? OverBudget(line, c.Amount) : Do(new Encumbered(c.Year, c.Line, c.EncumbranceId, c.Amount, c.Subject));
    }

    private Result<PurchasingEvent[]> Decide(ChangeEncumbrance c, Encumbrance e)
    {
        var more = c.NewAmount - e.Amount;
        // Raising is new expenditure of that year; lowering only tidies up and may follow until the books close.
        if (c.On > (more > Money.Zero ? e.Year.LastDay : e.Year.BooksClose))
            return YearOver(e.Year);
        if (c.NewAmount < e.Accepted + e.Paid)
        {
            return Refusal.Conflict(
                "below-accepted", "検収済みの{0}を下回る金額には変更できません。検収済みの額以上にしてください。", (e.Accepted + e.Paid).ToString());
        }

        var line = lines[(e.Year, e.Line)];
        return more > line.Remaining ? OverBudget(line, more) : Do(new EncumbranceChanged(e.Year, e.Line, e.Id, e.Amount, c.NewAmount, e.Subject));
    }

    private static Result<PurchasingEvent[]> DecideRelease(Encumbrance e) => e.Outstanding == Money.Zero
        ? Refusal.Conflict("nothing-outstanding", "この支出負担行為には、取り消せる残りがありません。")
        : Do(new Released(e.Year, e.Line, e.Id, e.Outstanding, e.Subject));

    private static Result<PurchasingEvent[]> Decide(Accept c, Encumbrance e)
    {
        if (c.On < e.Year.FirstDay)
            return Refusal.Conflict("year-not-begun", "{0}年度はまだ始まっていません。検収できるのは4月1日からです。", Text(e.Year));
        // 地方自治法施行令143条: expenditure belongs to the year in which it was performed and inspected.
        if (c.On > e.Year.LastDay)
            return Refusal.Conflict("accepted-too-late", "{0}年度の検収は{1}までです。これより後の検収は{0}年度の予算から支払えません。", Text(e.Year), Text(e.Year.LastDay));
        return c.Amount > e.Outstanding
            ? Refusal.Conflict("more-than-outstanding", "検収額が支出負担行為の残り{0}を{1}超えています。", e.Outstanding.ToString(), (c.Amount - e.Outstanding).ToString())
            : Do(new Accepted(e.Year, e.Line, e.Id, c.Amount, e.Subject));
    }

    private static Result<PurchasingEvent[]> Decide(RecordPayment c, Encumbrance e)
    {
        if (c.On > e.Year.BooksClose)
            return Refusal.Conflict("books-closed", "{0}年度の支払は出納閉鎖日の{1}までです。", Text(e.Year), Text(e.Year.BooksClose));
        return c.Amount > e.Accepted
            ? Refusal.Conflict("more-than-accepted", "支払額が検収済みで未払いの額{0}を{1}超えています。", e.Accepted.ToString(), (c.Amount - e.Accepted).ToString())
            : Do(new Paid(e.Year, e.Line, e.Id, c.Amount, e.Subject));
    }

    private static Result<PurchasingEvent[]> Do(params PurchasingEvent[] events) => events;

    private static Result<PurchasingEvent[]> Final(Result<PurchasingEvent[]> decided, FiscalYear year, string line, Guid encumbrance, Money amount, string subject)
    {
        if (decided.Ok)
            return decided;
        var no = decided.Refusals[0];
        return Do(new Refused(year, line, encumbrance, amount, subject, no.Code, no.Text, [.. no.Args.Cast<string>()]));
    }

    private static Refusal OverBudget(BudgetLineFigures line, Money asked) => Refusal.Conflict(
        "over-budget", "{0}年度の科目{1}「{2}」の執行可能残額は{3}で、{4}不足しています。金額を見直すか、配当を受けてからやり直してください。",
        Text(line.Year), line.Line, line.Name, line.Remaining.ToString(), (asked - line.Remaining).ToString());

    private static Refusal YearOver(FiscalYear year) => Refusal.Conflict(
        "year-over", "{0}年度は{1}で終わりました。新しい配当や支出負担行為はその年度の予算ではできません。", Text(year), Text(year.LastDay));

    private static Refusal UnknownEncumbrance() => Refusal.Conflict("unknown-encumbrance", "この支出負担行為は登録されていません。");

    private static string Text(FiscalYear year) => year.Year.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[0-9]{2,3}(-[0-9]{2,3}){3}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LineCode();
}
