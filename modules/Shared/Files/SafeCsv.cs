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

    /// <summary>A whole file: UTF-8 with mark, by which spreadsheets know it.</summary>
    public static byte[] Write(Action<CsvWriter> rows)
    {
        using var bytes = new MemoryStream();
        Write(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), rows);
        return bytes.ToArray();
    }

    /// <inheritdoc cref="Write(Action{CsvWriter})"/>
    public static byte[] File(IEnumerable<IEnumerable<string>> rows) => Write(csv => csv.Rows(rows));

    /// <summary>Rows to follow others: UTF-8 without mark.</summary>
    public static byte[] Rows(IEnumerable<IEnumerable<string>> rows)
    {
        using var bytes = new MemoryStream();
        Write(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), csv => csv.Rows(rows));
        return bytes.ToArray();
    }

    /// <summary>A row; numbers and days are written the same in every language.</summary>
    public static void Row(this CsvWriter csv, params IEnumerable<object> fields)
    {
        foreach (var field in fields)
            csv.WriteField(field is string text ? text : Convert.ToString(field, CultureInfo.InvariantCulture));
        csv.NextRecord();
    }

    private static void Rows(this CsvWriter csv, IEnumerable<IEnumerable<string>> rows)
    {
        foreach (var row in rows)
            csv.Row(row);
    }

    private static void Write(Stream bytes, Encoding encoding, Action<CsvWriter> rows)
    {
        using var text = new StreamWriter(bytes, encoding);
        using var csv = new CsvWriter(text, Format);
        rows(csv);
    }
}
