using System.Globalization;
using System.Text.RegularExpressions;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>The rules: who may have how much of which line until when.</summary>
internal sealed partial class PurchasingAccount
{
    /// <summary>No single amount is above this (10 兆円, more than the largest body's whole budget): keeps sums far from overflow and catches slips of the hand.</summary>
    public static readonly Money Largest = new(10_000_000_000_000);

    /// <summary>What the command would do to this account. A final refusal of a reservation or encumbrance is itself an event (<see cref="Refused"/>);
    /// other refusals leave no trace and are decided anew when asked again.</summary>
    public Result<PurchasingEvent[]> Decide(PurchasingCommand command)
    {
        if (FirstFault(command) is { } fault)
            return fault;

        return command switch
        {
            Appropriate c => Decide(c),
            Allot c => Decide(c),
            ImportBudget c => Decide(c),
            Transfer c => Decide(c),
            Reduce c => Decide(c),
            CarryOver c => Decide(c),
            CloseYear c => Decide(c),
            AdoptOrdinance c => Do(new OrdinanceAdopted(FiscalYear.Of(c.On), "", c.Name.Trim(), c.MaxYears)),
            AuthoriseDebt c => Decide(c),
            Reserve c => Final(Decide(c), c.Year, c.Line, c.EncumbranceId, c.Amount, c.Subject),
            Encumber c => Final(Decide(c), c.Year, c.Line, c.EncumbranceId, c.Amount, c.Subject),
            ChangeEncumbrance c => PartOf(c.EncumbranceId, c.Year ?? FiscalYear.Of(c.On)) is { } e
                ? Final(Decide(c, e), e.Year, e.Line, e.Id, c.NewAmount, e.Subject)
                : UnknownEncumbrance(),
            Release c => PartOf(c.EncumbranceId, c.Year ?? FiscalYear.Of(c.On)) is { } e ? Decide(c, e) : UnknownEncumbrance(),
            Accept c => PartOf(c.EncumbranceId, FiscalYear.Of(c.On)) is { } e ? Decide(c, e) : UnknownEncumbrance(),
            RecordPayment c => PartToPay(c) is { } e ? Decide(c, e) : UnknownEncumbrance(),
            _ => throw new NotSupportedException($"Unknown command {command.GetType().Name}."),
        };
    }

    /// <summary>Everything wrong with the command itself, whatever the account holds; each at its field of the form.</summary>
    public static IReadOnlyList<Refusal> Faults(PurchasingCommand command) => [.. FindFaults(command)];

    // The hot path: an encumbrance in good order costs no enumerator.
    private static Refusal? FirstFault(PurchasingCommand command) =>
        command is Encumber { Later: null } c && c.Amount > Money.Zero && c.Amount <= Largest ? null : FindFaults(command).FirstOrDefault();

    private static IEnumerable<Refusal> FindFaults(PurchasingCommand command)
    {
        var (line, name, fund, year) = command switch
        {
            Appropriate c => (c.Line, c.Name, c.Fund, c.Year),
            Allot c => (c.Line, c.Name, c.Fund, c.Year),
            _ => ("", "", Fund.General, default(FiscalYear?)),
        };
        if (year is not null && !LineCode().IsMatch(line))
            yield return Refusal.Invalid("Input.Line", "line-code", "科目コードは「02-01-05-13」のように、款・項・目・節を2〜3桁の数字とハイフンで入力してください。");
        if (name.Length > 200)
            yield return Refusal.Invalid("Input.Name", "line-name", "科目の名称は200文字以内で入力してください。");
        if (Fund.NeedsName(fund.Kind) && string.IsNullOrWhiteSpace(fund.Name))
            yield return Refusal.Invalid("Input.FundName", "fund-name", "財源の名称を入力してください。例：デジタル基盤改革支援補助金");
        if (fund.Name.Length > 100)
            yield return Refusal.Invalid("Input.FundName", "fund-name-length", "財源の名称は100文字以内で入力してください。");
        if (year is { } of && (of.Year < 2000 || of.CompareTo(FiscalYear.Of(command.On).Next) > 0))
            yield return Refusal.Invalid("Input.Year", "year-out-of-range", "配当できるのは今年度と翌年度です。");
        if (Asked(command) is { } asked && asked <= Money.Zero)
            yield return Refusal.Invalid("Input.Amount", "amount-not-positive", "金額は1円以上で入力してください。");
        if (Asked(command) is { } large && large > Largest)
            yield return Refusal.Invalid("Input.Amount", "amount-too-large", "金額は{0}以下で入力してください。桁を確かめてください。", Largest.ToString());
        if (command is Transfer { Reason: var why } && why.Trim().Length is < 2 or > 400
            || command is Reduce { Reason: var because } && because.Trim().Length is < 2 or > 400
            || command is CarryOver { Reason: var cause } && cause.Trim().Length is < 2 or > 400)
            yield return Refusal.Invalid("Input.Reason", "reason", "理由を2文字以上400文字以内で入力してください。");
        if (command is ImportBudget { Rows.Count: 0 or > BudgetRow.Most })
            yield return Refusal.Invalid("Input.Rows", "import-rows", "一度に取り込めるのは1行から{0}行までです。", Text(BudgetRow.Most));
        if (command is AdoptOrdinance ordinance)
        {
            if (ordinance.Name.Trim().Length is 0 or > 200)
                yield return Refusal.Invalid("Input.Name", "ordinance-name", "条例の名称を200文字以内で入力してください。");
            if (ordinance.MaxYears is < 1 or > 20)
                yield return Refusal.Invalid("Input.MaxYears", "ordinance-years", "最長年数は1から20までの数字で入力してください。");
        }

        if (command is AuthoriseDebt debt)
        {
            if (debt.Subject.Trim().Length is 0 or > 200)
                yield return Refusal.Invalid("Input.Subject", "debt-subject", "債務負担行為の事項を200文字以内で入力してください。");
            if (debt.Limits.Count is 0 or > 20 || debt.Limits.Any(l => l.Amount <= Money.Zero || l.Amount > Largest) || !Consecutive(debt.Limits, debt.Limits[0].Year))
                yield return Refusal.Invalid("Input.Limits", "debt-limits", "限度額を、続いた年度ごとに1円以上で入力してください。");
        }
    }

    private static Money? Asked(PurchasingCommand command) => command switch
    {
        Appropriate c => c.Amount,
        Allot c => c.Amount,
        Transfer c => c.Amount,
        Reduce c => c.Amount,
        CarryOver c => c.Amount,
        Reserve c => c.Amount,
        Encumber c => c.Amount,
        ChangeEncumbrance c => c.NewAmount,
        Accept c => c.Amount,
        RecordPayment c => c.Amount,
        _ => null,
    };

    /// <summary>The year's part, or else the last there is, so that a refusal can say what is wrong with the day.</summary>
    private Encumbrance? PartOf(Guid id, FiscalYear year) => Of(id) is { Parts.IsEmpty: false } c ? c.In(year) ?? c.Last : null;

    private Encumbrance? PartToPay(RecordPayment c) => Of(c.EncumbranceId) is not { Parts.IsEmpty: false } known ? null
        : c.Year is { } year ? known.In(year)
        : known.Parts.FirstOrDefault(p => p.Accepted > Money.Zero) ?? known.Last;

    private static bool Consecutive(IReadOnlyList<YearAmount> amounts, FiscalYear first)
    {
        for (var i = 0; i < amounts.Count; i++)
        {
            if (amounts[i].Year.Year != first.Year + i)
                return false;
        }

        return true;
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

    private static Refusal YearClosed(FiscalYear year) => Refusal.Conflict("year-closed", "{0}年度は締められています。その年度の予算はもう動かせません。", Text(year));

    private static Refusal UnknownLine(FiscalYear year, string line) =>
        Refusal.Conflict("unknown-line", "{0}年度の予算に科目{1}がありません。先に配当を受けてください。", Text(year), line);

    private static Refusal UnknownEncumbrance() => Refusal.Conflict("unknown-encumbrance", "この支出負担行為は登録されていません。");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(FiscalYear year) => year.Year.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[0-9]{2,3}(-[0-9]{2,3}){3}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LineCode();
}
