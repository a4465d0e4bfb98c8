using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Marketplace.Shared;

/// <summary>CSV rows (RFC 4180) in which no cell is run as a formula: one that begins like a formula, also in full width, gets an apostrophe before it.</summary>
public static class SafeCsv
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape, InjectionCharacters = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'], InjectionEscapeCharacter = '\'', NewLine = "\r\n",
        // CsvHelper would quote only what holds the whole line end; a line feed alone ends a row for many readers too.
        ShouldQuote = field => field.Field is { } text && text.AsSpan().IndexOfAny(",\"\r\n") >= 0,
    };

    /// <summary>UTF-8 without mark.</summary>
    public static byte[] Rows(IEnumerable<IEnumerable<string>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, Format))
        {
            foreach (var row in rows)
            {
                foreach (var cell in row)
                    csv.WriteField(cell);
                csv.NextRecord();
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A whole file: UTF-8 with mark, by which spreadsheets know it.</summary>
    public static byte[] File(IEnumerable<IEnumerable<string>> rows) => [.. Encoding.UTF8.GetPreamble(), .. Rows(rows)];
}
