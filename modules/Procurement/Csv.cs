using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>Files for spreadsheets: UTF-8 with mark, whole yen, no cell that a spreadsheet would run as a formula.</summary>
internal static class Csv
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
        InjectionCharacters = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'],
        InjectionEscapeCharacter = '\'',
        NewLine = "\r\n",
        // CsvHelper would quote only what holds the whole line end; a line feed alone ends a row for many readers too.
        ShouldQuote = field => field.Field is { } text && text.AsSpan().IndexOfAny(",\"\r\n") >= 0,
    };

    public static byte[] Write(Action<CsvWriter> rows)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        using (var csv = new CsvWriter(text, Format))
            rows(csv);
        return bytes.ToArray();
    }

    public static void Row(this CsvWriter csv, params object[] fields)
    {
        foreach (var field in fields)
            csv.WriteField(field is string text ? text : Convert.ToString(field, CultureInfo.InvariantCulture));
        csv.NextRecord();
    }
}
