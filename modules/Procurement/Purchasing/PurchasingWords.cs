using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Procurement;

/// <summary>Says an account's entries in the office's words.</summary>
internal static class PurchasingWords
{
    /// <summary>"2026年度（令和8年度）"; English "FY2026 (Reiwa 8)".</summary>
    public static string Of(Texts t, FiscalYear year) => t["{0}年度（令和{1}年度）", Text(year.Year), Text(year.Year - 2018)];

    /// <summary>財源 in words.</summary>
    public static string Of(Texts t, Fund fund) => fund.Kind switch
    {
        FundKind.General => t["一般財源"],
        FundKind.NationalGrant => t["国庫支出金・交付金（{0}）", fund.Name],
        FundKind.PrefecturalGrant => t["都道府県支出金（{0}）", fund.Name],
        FundKind.DigitalBond => t["デジタル活用推進事業債"],
        FundKind.OtherBond => t["地方債（{0}）", fund.Name],
        FundKind.Other => t["その他の特定財源（{0}）", fund.Name],
        _ => throw new NotSupportedException($"No words for {fund.Kind}."),
    };

    /// <summary>Kinds of 財源, as in forms.</summary>
    public static string Of(Texts t, FundKind kind) => t[JapaneseOf(kind)];

    /// <summary>The same in files, which are Japanese whatever language the page is shown in.</summary>
    public static string JapaneseOf(FundKind kind) => kind switch
    {
        FundKind.General => "一般財源",
        FundKind.NationalGrant => "国庫支出金・交付金",
        FundKind.PrefecturalGrant => "都道府県支出金",
        FundKind.DigitalBond => "デジタル活用推進事業債",
        FundKind.OtherBond => "その他の地方債",
        FundKind.Other => "その他の特定財源",
        _ => throw new NotSupportedException($"No words for {kind}."),
    };

    public static string Of(Texts t, CarryOverKind kind) => kind switch
    {
        CarryOverKind.Authorised => t["繰越明許費"],
        CarryOverKind.Accident => t["事故繰越"],
        CarryOverKind.Continuing => t["継続費逓次繰越"],
        _ => throw new NotSupportedException($"No words for {kind}."),
    };

    public static string Of(Texts t, LaterYearsBasis basis) => basis switch
    {
        LaterYearsBasis.LongTermContract => t["長期継続契約"],
        LaterYearsBasis.DebtBurden => t["債務負担行為"],
        _ => throw new NotSupportedException($"No words for {basis}."),
    };

    public static HistoryItem Of(Texts t, PurchasingEntry entry, PurchasingEvent happened)
    {
        var what = happened switch
        {
            Appropriated e => t["{0}が議決されました（財源：{1}）。", e.Amount, Of(t, e.Fund)],
            Allotted e => t["{0}の配当を受けました。", e.Amount],
            TransferredOut e => t["科目{0}へ{1}を流用しました。", e.To, e.Amount],
            TransferredIn e => t["科目{0}から{1}の流用を受けました。", e.From, e.Amount],
            Reduced e => t["{0}を減額しました（うち配当済みの分{1}）。", e.Amount, e.FromAllotment],
            CarriedOut e => t["{0}を翌年度へ繰り越しました（{1}）。", e.Amount, Of(t, e.Kind)],
            CarriedIn e => t["「{0}」の{1}を前年度から繰り越しました（{2}）。", e.Subject, e.Amount, Of(t, e.Kind)],
            LineClosed e => t["年度を締めました。不用額は{0}です。", e.Unused],
            OrdinanceAdopted e => t["長期継続契約の条例「{0}」（最長{1}年）を登録しました。", e.Name, e.MaxYears],
            DebtAuthorised e => t["債務負担行為「{0}」（限度額の合計{1}）を登録しました。", e.Subject, e.Limits.Sum(l => l.Amount)],
            Reserved e => t["「{0}」の執行伺により{1}を確保しました。", e.Subject, e.Amount],
            Unreserved e => t["「{0}」の執行伺を取り下げ、{1}を戻しました。", e.Subject, e.Amount],
            Encumbered e => t["「{0}」のために{1}の支出負担行為をしました。", e.Subject, e.Amount],
            LaterYearsPromised e => t["翌年度以降に合わせて{0}を約束しました（{1}、{2}まで）。", e.Later.Parts.Sum(p => p.Amount), Of(t, e.Later.Basis), Dates.Text(e.Later.Until)],
            EncumbranceChanged e => t["「{0}」の支出負担行為を{1}から{2}に変更しました。", e.Subject, e.From, e.To],
            Released e => t["「{0}」の支出負担行為のうち{1}を取り消しました。", e.Subject, e.Amount],
            Accepted e => t["「{0}」の{1}分を検収しました。", e.Subject, e.Amount],
            Paid e => t["「{0}」の{1}を支払いました。", e.Subject, e.Amount],
            Refused e => t["「{0}」の{1}の支出負担行為は認められませんでした。", e.Subject, e.Amount],
            _ => throw new NotSupportedException($"No words for {happened.GetType().Name}."),
        };
        string?[] details =
        [
            happened is Refused no ? t[no.ToRefusal()] : null,
            happened is TransferredOut { Reason: var why } ? t["理由：{0}", why] : null,
            happened is TransferredIn { Reason: var reason } ? t["理由：{0}", reason] : null,
            happened is Reduced { Reason: var because } ? t["理由：{0}", because] : null,
            happened is CarriedOut { Reason: var cause } ? t["理由：{0}", cause] : null,
            entry.On == entry.At.JapanDay() ? null : t["{0}付けの処理です。", Dates.Text(entry.On)],
        ];
        return new HistoryItem(entry.At, entry.By, what, details.Any(d => d is not null) ? string.Join(Texts.IsEnglish ? " " : "", details) : null);
    }

    /// <summary>An entry as a whole, for the account's history: every event with its line, or the sum of those that came together.</summary>
    public static IEnumerable<HistoryItem> Of(Texts t, PurchasingEntry entry)
    {
        var events = entry.ReadEvents();
        var (voted, allotted, unused) = (events.OfType<Appropriated>().Sum(e => e.Amount), events.OfType<Allotted>().Sum(e => e.Amount), events.OfType<LineClosed>().Sum(e => e.Unused));
        var lines = Text(events.Select(e => (e.Year, e.Line)).Distinct().Count());
        return entry.Kind switch
        {
            nameof(ImportBudget) => [new HistoryItem(entry.At, entry.By, t["予算をファイルから{0}科目分まとめて取り込みました（議決{1}、配当{2}）。", lines, voted, allotted])],
            nameof(CloseYear) => [new HistoryItem(entry.At, entry.By, t["{0}を締めました。{1}科目の不用額は合わせて{2}です。", Of(t, events[0].Year), lines, unused])],
            _ => events.Select(e => Of(t, entry, e) is var item && e.Line.Length > 0 ? item with { What = t["{0}年度 科目{1}：{2}", Text(e.Year.Year), e.Line, item.What] } : item),
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
