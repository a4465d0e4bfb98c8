using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <content>Spending: 執行伺, 支出負担行為, 検収, 支払.</content>
internal sealed partial class PurchasingAccount
{
    private Result<PurchasingEvent[]> Decide(Reserve c)
    {
        if (c.On > c.Year.LastDay)
            return YearOver(c.Year);
        if (Of(c.EncumbranceId) is not null)
            return Refusal.Conflict("encumbrance-exists", "この支出負担行為はすでに登録されています。");
        if (!lines.TryGetValue((c.Year, c.Line), out var line))
            return UnknownLine(c.Year, c.Line);
        if (line.Unused is not null)
            return YearClosed(c.Year);
        return c.Amount > line.Remaining ? OverBudget(line, c.Amount) : Do(new Reserved(c.Year, c.Line, c.EncumbranceId, c.Amount, c.Subject));
    }

    private Result<PurchasingEvent[]> Decide(Encumber c)
    {
        if (c.On > c.Year.LastDay)
            return YearOver(c.Year);
        var known = Of(c.EncumbranceId);
        var part = known?.In(c.Year);
        if (part is not null && (part.Reserved == Money.Zero || part.Line != c.Line))
            return Refusal.Conflict("encumbrance-exists", "この支出負担行為はすでに登録されています。");
        if (known is not null && part is null && Beyond(known, c) is { } beyond)
            return beyond;
        if (!lines.TryGetValue((c.Year, c.Line), out var line))
            return UnknownLine(c.Year, c.Line);
        if (line.Unused is not null)
            return YearClosed(c.Year);
        var held = part?.Reserved ?? Money.Zero;
        if (c.Amount - held > line.Remaining)
            return OverBudget(line, c.Amount - held);
        var bound = new Encumbered(c.Year, c.Line, c.EncumbranceId, c.Amount, c.Subject);
        if (c.Later is not { } later)
            return Do(bound);
        return LaterFault(c, later) is { } fault ? fault : Do(bound, new LaterYearsPromised(c.Year, c.Line, c.EncumbranceId, later));
    }

    /// <summary>A contract that runs on is encumbered each year with what was promised for it, not more.</summary>
    private static Refusal? Beyond(Commitment known, Encumber c)
    {
        var planned = known.PlannedIn(c.Year);
        if (planned == Money.Zero)
            return Refusal.Conflict("encumbrance-exists", "この支出負担行為はすでに登録されています。");
        return c.Amount > planned
            ? Refusal.Conflict("more-than-promised", "{0}年度に約束している額は{1}で、{2}超えています。契約を変更してから登録してください。", Text(c.Year), planned.ToString(), (c.Amount - planned).ToString())
            : null;
    }

    /// <summary>単年度主義 (地方自治法208条) and its two exceptions that a purchase can use: 234条の3 and 214条.</summary>
    private Refusal? LaterFault(Encumber c, LaterYears later)
    {
        var last = FiscalYear.Of(later.Until);
        if (later.Parts.Count != last.Year - c.Year.Year || !Consecutive(later.Parts, c.Year.Next) || later.Parts.Any(p => p.Amount <= Money.Zero || p.Amount > Largest))
            return Refusal.Conflict("later-years", "翌年度以降の額を、契約の終わる{0}年度まで年度ごとに1円以上で定めてください。", Text(last));
        if (later.Basis == LaterYearsBasis.LongTermContract)
        {
            if (ordinance is null)
                return Refusal.Conflict("no-ordinance", "年度をまたぐ契約には、長期継続契約の条例か債務負担行為が必要です。この団体の条例が登録されていません。会計に登録を依頼してください。");
            return later.Until > later.From.AddYears(ordinance.MaxYears).AddDays(-1)
                ? Refusal.Conflict("longer-than-ordinance", "「{0}」で認められる期間は最長{1}年です。契約の終わりを{2}までにしてください。",
                    ordinance.Name, ordinance.MaxYears.ToString(System.Globalization.CultureInfo.InvariantCulture), Text(later.From.AddYears(ordinance.MaxYears).AddDays(-1)))
                : null;
        }

        if (later.AuthorityId is not { } id || !authorities.TryGetValue(id, out var authority))
            return Refusal.Conflict("no-debt-authority", "年度をまたぐ契約には、長期継続契約の条例か債務負担行為が必要です。使う債務負担行為を選んでください。");
        foreach (var part in later.Parts)
        {
            var limit = authority.Limits.Where(l => l.Year == part.Year).Sum(l => l.Amount);
            var used = commitments.Values.Where(k => k.Later?.AuthorityId == id).SelectMany(k => k.Later!.Parts).Where(p => p.Year == part.Year).Sum(p => p.Amount);
            if (used + part.Amount > limit)
            {
                return Refusal.Conflict("over-debt-limit", "債務負担行為「{0}」の{1}年度の限度額{2}に対して{3}不足しています。",
                    authority.Subject, Text(part.Year), limit.ToString(), (used + part.Amount - limit).ToString());
            }
        }

        return null;
    }

    private Result<PurchasingEvent[]> Decide(ChangeEncumbrance c, Encumbrance e)
    {
        if (e.Reserved > Money.Zero)
            return Refusal.Conflict("only-reserved", "まだ執行伺の段階です。支出負担行為をしてから変更してください。");
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

    private Result<PurchasingEvent[]> Decide(Release c, Encumbrance e) =>
        e.Reserved > Money.Zero ? Do(new Unreserved(e.Year, e.Line, e.Id, e.Reserved, e.Subject))
        : e.Outstanding > Money.Zero || (c.Year is null && commitments[e.Id].Later is not null)
            ? Do(new Released(e.Year, e.Line, e.Id, e.Outstanding, e.Subject, KeepsLater: c.Year is not null))
        : Refusal.Conflict("nothing-outstanding", "この支出負担行為には、取り消せる残りがありません。");

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
}
