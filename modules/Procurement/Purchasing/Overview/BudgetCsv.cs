using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>The budget overview as a file for spreadsheets: UTF-8 with mark, whole yen, no cell that a spreadsheet would run as a formula.</summary>
internal static class BudgetCsv
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
        InjectionCharacters = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'],
        InjectionEscapeCharacter = '\'',
        NewLine = "\r\n",
    };

    public static byte[] Of(Texts t, IEnumerable<BudgetLineFigures> lines)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        using (var csv = new CsvWriter(text, Format))
        {
            foreach (var head in (string[])[t["年度"], t["科目コード"], t["科目名"], t["配当額"], t["執行伺"], t["負担行為済（未検収）"], t["検収済（未払い）"], t["支払済"], t["執行可能残額"]])
                csv.WriteField(head);
            csv.NextRecord();
            foreach (var line in lines)
            {
                csv.WriteField(line.Year.Year);
                csv.WriteField(line.Line);
                csv.WriteField(line.Name);
                foreach (var amount in (Money[])[line.Allotted, line.Reserved, line.Encumbered, line.Accepted, line.Paid, line.Remaining])
                    csv.WriteField(amount.Yen);
                csv.NextRecord();
            }
        }

        return bytes.ToArray();
    }
}
