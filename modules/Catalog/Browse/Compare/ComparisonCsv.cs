using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Marketplace.Shared;

namespace Marketplace.Catalog.Browse;

/// <summary>A comparison for a spreadsheet: UTF-8 with mark (Excel reads Japanese then), and no cell that a spreadsheet would run as a formula.</summary>
internal static class ComparisonCsv
{
    public static byte[] Of(Comparison comparison, Texts t)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape }))
        {
            Line(csv, [t["区分"], t["項目"], .. comparison.Offers.Select(o => $"{o.Name} {o.OfferName}")]);
            Line(csv, ["", t["番号"], .. comparison.Offers.Select(o => o.PublicId)]);
            Line(csv, ["", t["版"], .. comparison.Offers.Select(o => o.Version.ToString(CultureInfo.InvariantCulture))]);
            foreach (var section in comparison.Sections)
            {
                foreach (var row in section.Rows)
                    Line(csv, [section.Title, row.Title, .. row.Cells]);
            }
        }

        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static void Line(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(cell);
        csv.NextRecord();
    }
}
