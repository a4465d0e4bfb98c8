using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <content>The budget's own moves: 議決, 配当, 流用, 減額, 繰越, 締め.</content>
internal sealed partial class PurchasingAccount
{
    private Result<PurchasingEvent[]> Decide(Appropriate c)
    {
        if (NotOpenFor(c.Year, c.On) is { } over)
            return over;
        var named = Named(c.Year, c.Line, c.Name);
        if (!named.Ok)
            return named.Refusals[0];
        var name = named.Value;
        return TooLarge(c.Year, c.Line, c.Amount) ?? Do(new Appropriated(c.Year, c.Line, name, c.Fund, c.Amount));
    }

    private Result<PurchasingEvent[]> Decide(Allot c)
    {
        if (NotOpenFor(c.Year, c.On) is { } over)
            return over;
        var named = Named(c.Year, c.Line, c.Name);
        if (!named.Ok)
            return named.Refusals[0];
        var name = named.Value;
        if (c.Votes)
        {
            return TooLarge(c.Year, c.Line, c.Amount)
                ?? Do(new Appropriated(c.Year, c.Line, name, c.Fund, c.Amount), new Allotted(c.Year, c.Line, name, c.Amount));
        }

        var unallotted = lines.TryGetValue((c.Year, c.Line), out var line) ? line.Unallotted : Money.Zero;
        return c.Amount > unallotted
            ? Refusal.Invalid("Input.Amount", "more-than-voted", "科目{0}の議決額のうち未配当は{1}で、{2}不足しています。議決額を確かめてください。",
                c.Line, unallotted.ToString(), (c.Amount - unallotted).ToString())
            : Do(new Allotted(c.Year, c.Line, name, c.Amount));
    }

    private Result<PurchasingEvent[]> Decide(Transfer c)
    {
        if (NotOpenFor(c.Year, c.On) is { } over)
            return over;
        if (c.From == c.To)
            return Refusal.Invalid("Input.To", "same-line", "流用元と流用先は別の科目にしてください。");
        if (!lines.TryGetValue((c.Year, c.From), out var from))
            return UnknownLine(c.Year, c.From);
        if (!lines.TryGetValue((c.Year, c.To), out var to))
            return UnknownLine(c.Year, c.To);
        var (chapter, section) = (Level(c.From, 1) == Level(c.To, 1), Level(c.From, 2) == Level(c.To, 2));
        if (!chapter)
            return Refusal.Invalid("Input.To", "between-chapters", "款の間の流用はできません（地方自治法第220条第2項）。補正予算によってください。");
        if (!section && !c.AllowedByBudget)
        {
            return Refusal.Invalid("Input.To", "between-sections",
                "項の間の流用は、予算に定めがある場合に限られます（地方自治法第220条第2項）。予算の定めを確かめ、該当するときはその欄に印を付けてください。");
        }

        return c.Amount > from.Remaining
            ? OverBudget(from, c.Amount)
            : TooLarge(c.Year, c.To, c.Amount) ?? Do(
                new TransferredOut(c.Year, c.From, c.To, c.Amount, c.Reason.Trim()),
                new TransferredIn(c.Year, to.Line, c.From, c.Amount, c.Reason.Trim()));
    }

    private Result<PurchasingEvent[]> Decide(Reduce c)
    {
        if (NotOpenFor(c.Year, c.On) is { } over)
            return over;
        if (!lines.TryGetValue((c.Year, c.Line), out var line))
            return UnknownLine(c.Year, c.Line);
        var free = line.Unallotted + line.Remaining;
        if (c.Amount > free)
        {
            return Refusal.Invalid("Input.Amount", "more-than-free", "科目{0}から減額できるのは、未配当{1}と執行可能残額{2}を合わせた{3}までです。",
                c.Line, line.Unallotted.ToString(), line.Remaining.ToString(), free.ToString());
        }

        return Do(new Reduced(c.Year, c.Line, c.Amount, c.Amount > line.Unallotted ? c.Amount - line.Unallotted : Money.Zero, c.Reason.Trim()));
    }

    private Result<PurchasingEvent[]> Decide(CarryOver c)
    {
        if (!lines.TryGetValue((c.Year, c.Line), out var line))
            return UnknownLine(c.Year, c.Line);
        if (line.Unused is not null)
            return YearClosed(c.Year);
        if (c.On > c.Year.BooksClose)
            return Refusal.Conflict("books-closed-carry", "{0}年度の繰越は出納閉鎖日の{1}までです。", Text(c.Year), Text(c.Year.BooksClose));
        if (IsClosed(c.Year.Next))
            return YearClosed(c.Year.Next);
        Encumbrance? part = null;
        if (c.EncumbranceId is { } id)
        {
            part = Of(id)?.In(c.Year);
            if (part is null || part.Line != c.Line || part.Outstanding == Money.Zero)
                return Refusal.Invalid("Input.EncumbranceId", "nothing-to-carry", "繰り越せる支出負担行為の残りがありません。");
            if (part.Outstanding != c.Amount)
                return Refusal.Invalid("Input.Amount", "carry-whole", "支出負担行為の繰越は、検収していない全額{0}で行います。", part.Outstanding.ToString());
            if (Of(id)!.In(c.Year.Next) is { } there && there.Line != c.Line)
                return Refusal.Conflict("other-line-next-year", "この支出負担行為は翌年度に別の科目で登録されているため、繰り越せません。");
        }
        else if (c.Kind == CarryOverKind.Accident)
        {
            return Refusal.Invalid("Input.EncumbranceId", "accident-needs-encumbrance", "事故繰越は、支出負担行為をしたものに限られます（地方自治法第220条第3項）。対象を選んでください。");
        }
        else if (c.Amount > line.Remaining)
        {
            return OverBudget(line, c.Amount);
        }

        return Do(
            new CarriedOut(c.Year, c.Line, c.Amount, c.Kind, c.EncumbranceId, c.Reason.Trim()),
            new CarriedIn(c.Year.Next, c.Line, line.Name, line.Fund, c.Amount, c.Kind, c.EncumbranceId, part?.Subject ?? c.Reason.Trim()));
    }

    private Result<PurchasingEvent[]> Decide(CloseYear c)
    {
        var mine = In(c.Year);
        if (mine.Count == 0)
            return Refusal.Conflict("no-budget", "{0}年度の予算がありません。", Text(c.Year));
        if (mine.All(l => l.Unused is not null))
            return YearClosed(c.Year);
        if (c.On < c.Year.BooksClose)
            return Refusal.Conflict("close-too-early", "{0}年度を締められるのは、出納閉鎖日の{1}からです。", Text(c.Year), Text(c.Year.BooksClose));
        if (mine.FirstOrDefault(l => l.Open > Money.Zero) is { } open)
        {
            return Refusal.Conflict("still-open", "科目{0}に、支払の済んでいない{1}が残っています。支払う、繰り越す、取り消すのいずれかを済ませてから締めてください。",
                open.Line, open.Open.ToString());
        }

        return Do([.. mine.Where(l => l.Unused is null).Select(l => new LineClosed(l.Year, l.Line, l.Voted - l.Paid))]);
    }

    private Result<PurchasingEvent[]> Decide(AuthoriseDebt c) => authorities.ContainsKey(c.AuthorityId)
        ? Refusal.Conflict("debt-exists", "この債務負担行為はすでに登録されています。")
        : Do(new DebtAuthorised(FiscalYear.Of(c.On), "", c.AuthorityId, c.Subject.Trim(), [.. c.Limits]));

    /// <summary>地方自治法施行令148条: a budget cannot be amended after its year has passed.</summary>
    private Refusal? NotOpenFor(FiscalYear year, DateOnly on) => IsClosed(year) ? YearClosed(year) : on > year.LastDay ? YearOver(year) : null;

    private bool IsClosed(FiscalYear year) => lines.Values.Any(l => l.Year == year && l.Unused is not null);

    private Result<string> Named(FiscalYear year, string code, string name)
    {
        var typed = name.Trim();
        if (!lines.TryGetValue((year, code), out var line))
            return typed.Length > 0 ? typed : Refusal.Invalid("Input.Name", "line-name-missing", "この年度で初めての科目です。名称を入力してください。");
        return typed.Length > 0 && !string.Equals(typed, line.Name, StringComparison.Ordinal)
            ? Refusal.Invalid("Input.Name", "line-name-differs", "科目{0}は「{1}」として登録されています。名称を合わせるか、空欄にしてください。", code, line.Name)
            : line.Name;
    }

    private Refusal? TooLarge(FiscalYear year, string code, Money more) => lines.TryGetValue((year, code), out var line) && line.Voted + more > Largest
        ? Refusal.Invalid("Input.Amount", "amount-too-large", "金額は{0}以下で入力してください。桁を確かめてください。", (Largest - line.Voted).ToString())
        : null;

    private static string Level(string code, int levels) => string.Join('-', code.Split('-').Take(levels));
}
