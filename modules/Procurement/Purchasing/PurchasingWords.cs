using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Procurement;

/// <summary>Says an account's entries in the office's words.</summary>
internal static class PurchasingWords
{
    /// <summary>"2026年度（令和8年度）"; English "FY2026 (Reiwa 8)".</summary>
    public static string Of(Texts t, FiscalYear year) => t["{0}年度（令和{1}年度）", Text(year.Year), Text(year.Year - 2018)];

    public static HistoryItem Of(Texts t, PurchasingEntry entry, PurchasingEvent happened)
    {
        var what = happened switch
        {
            Allotted e => t["{0}の配当を受けました。", e.Amount],
            Encumbered e => t["「{0}」のために{1}の支出負担行為をしました。", e.Subject, e.Amount],
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
            entry.On == entry.At.JapanDay() ? null : t["{0}付けの処理です。", Dates.Text(entry.On)],
        ];
        return new HistoryItem(entry.At, entry.By, what, details.Any(d => d is not null) ? string.Join(Texts.IsEnglish ? " " : "", details) : null);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
