using System.Globalization;
using Marketplace.Shared;

namespace Marketplace.Catalog.Browse;

/// <summary>A comparison to take away: as CSV and for Excel, where costs can be reckoned with.</summary>
internal static class ComparisonFiles
{
    public static byte[] Csv(Comparison comparison, Texts t) => SafeCsv.File(
        [.. Head(comparison, t), .. comparison.Sections.SelectMany(s => s.Rows.Select(r => (IEnumerable<string>)[s.Title, r.Title, .. r.Cells]))]);

    public static byte[] Excel(Comparison comparison, Texts t) => SpreadsheetFile.Of(new SpreadsheetSheet(
        t["サービスの比較"], [16, 28, .. comparison.Offers.Select(_ => 32.0)],
        [
            .. Head(comparison, t).Select(r => r.Cast<object>().ToArray()),
            .. comparison.Sections.SelectMany(s => s.Rows.Select(r => (object[])[s.Title, r.Title, .. r.Amounts?.Cast<object>() ?? r.Cells])),
        ], HeadRows: 3, HeadColumns: 2));

    private static IEnumerable<IEnumerable<string>> Head(Comparison comparison, Texts t) =>
    [
        [t["区分"], t["項目"], .. comparison.Offers.Select(o => $"{o.Name} {o.OfferName}")],
        ["", t["番号"], .. comparison.Offers.Select(o => o.PublicId)],
        ["", t["版"], .. comparison.Offers.Select(o => o.Version.ToString(CultureInfo.InvariantCulture))],
    ];
}
