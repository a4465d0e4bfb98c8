using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>The budget as a file.</summary>
internal static class BudgetCsv
{
    /// <summary>A year's lines; 翌年度繰越額 is left out where it is not known.</summary>
    public static byte[] Of(Texts t, IEnumerable<BudgetLineFigures> lines, IReadOnlyDictionary<string, Money> carried) => SafeCsv.Write(csv =>
    {
        csv.Row(t["年度"], t["科目コード"], t["科目名"], t["財源"], t["予算現額"], t["配当額"], t["執行伺"], t["負担行為済（未検収）"], t["検収済（未払い）"], t["支払済"],
            t["執行可能残額"], t["未配当額"], t["翌年度繰越額"], t["不用額"]);
        foreach (var l in lines)
        {
            csv.Row(l.Year.Year, l.Line, l.Name, PurchasingWords.Of(t, l.Fund), l.Voted.Yen, l.Allotted.Yen, l.Reserved.Yen, l.Encumbered.Yen, l.Accepted.Yen, l.Paid.Yen,
                l.Remaining.Yen, l.Unallotted.Yen, carried.GetValueOrDefault(l.Line).Yen, l.Unused is { } unused ? unused.Yen : "");
        }
    });
}
