using System.Globalization;
using System.IO.Packaging;
using System.Text;
using System.Xml;
using CsvHelper;
using CsvHelper.Configuration;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>A spreadsheet's cells as text, from an Excel workbook or a CSV file; told by the content. Row n of the sheet is at index n-1, so that messages name the rows as the reader sees them.</summary>
internal static class ImportTable
{
    public const int MostBytes = 5 * 1024 * 1024, MostRows = 2000, MostCharacters = 2_000_000;

    /// <summary>A part of a workbook may unpack to no more than this.</summary>
    private const long MostInPart = 20_000_000;

    private const int MostColumns = 500;
    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding ShiftJis = CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <param name="field">Where a refusal is shown.</param>
    public static Result<string[][]> Read(string field, byte[] bytes)
    {
        if (bytes.Length == 0)
            return Refusal.Invalid(field, "file-empty", "ファイルが空です。中身のあるファイルを選んでください。");
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return Refusal.Invalid(field, "file-old-excel", "古い形式（.xls）か、パスワードの付いたファイルです。パスワードを外し、Excelブック（.xlsx）で保存し直してください。");
        var rows = bytes.AsSpan().StartsWith("PK\u0003\u0004"u8) ? Workbook(field, bytes) : Csv(field, bytes);
        if (!rows.Ok)
            return rows;
        if (rows.Value.Length > MostRows || rows.Value.Any(r => r.Length > MostColumns) || rows.Value.Sum(r => r.Sum(c => (long)c.Length)) > MostCharacters)
            return Refusal.Invalid(field, "file-long", "表が大きすぎます。{0}行まで、全体で{1}万文字までにしてください。", MostRows, MostCharacters / 10_000);
        return rows;
    }

    private static Result<string[][]> Csv(string field, byte[] bytes)
    {
        if (Decode(bytes) is not { } text)
            return Unreadable(field);
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, IgnoreBlankLines = false });
        var rows = new List<string[]>();
        while (rows.Count <= MostRows && parser.Read())
            rows.Add(parser.Record ?? []);
        return rows.ToArray();
    }

    private static string? Decode(byte[] bytes)
    {
        foreach (var encoding in (Encoding[])[Utf8, ShiftJis])
        {
            try
            {
                var text = encoding.GetString(bytes).TrimStart('\uFEFF');
                return text.Contains('\0', StringComparison.Ordinal) ? null : text;
            }
            catch (DecoderFallbackException)
            {
                // Not this one.
            }
        }

        return null;
    }

    private static Result<string[][]> Workbook(string field, byte[] bytes)
    {
        try
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), false, new OpenSettings { MaxCharactersInPart = MostInPart });
            if (document.WorkbookPart is not { } book)
                return Unreadable(field);
            if (book.Workbook?.Descendants<Sheet>().FirstOrDefault(s => s.State is null || s.State == SheetStateValues.Visible) is not { Id.Value: { } id } || book.GetPartById(id) is not WorksheetPart sheet)
                return Refusal.Invalid(field, "file-no-sheet", "ブックに表がありません。ひな形の1枚目のシートを使ってください。");
            if (book.Workbook.WorkbookProperties?.Date1904?.Value == true)
                return Refusal.Invalid(field, "file-1904", "日付を1904年から数える設定のブックです。Excelの設定で「1904年から計算する」を外して保存し直してください。");
            return Rows(sheet, SharedStrings(book));
        }
        catch (Exception e) when (e is OpenXmlPackageException or FileFormatException or InvalidDataException or XmlException or FormatException or ArgumentException or InvalidOperationException or IOException)
        {
            return Unreadable(field);
        }
    }

    private static Refusal Unreadable(string field) =>
        Refusal.Invalid(field, "file-unreadable", "Excelブック（.xlsx）またはCSV（UTF-8かShift_JIS）として読み取れません。表計算ソフトで保存し直してください。");

    private static string[][] Rows(WorksheetPart sheet, List<string> shared)
    {
        var rows = new List<string[]>();
        using var reader = OpenXmlReader.Create(sheet);
        while (reader.Read() && rows.Count <= MostRows)
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement || reader.LoadCurrentElement() is not Row row)
                continue;
            var number = (int)Math.Min(row.RowIndex?.Value ?? (uint)rows.Count + 1, MostRows + 1);
            while (rows.Count < number - 1)
                rows.Add([]);
            var cells = new List<string>();
            foreach (var cell in row.Elements<Cell>())
            {
                var column = ColumnOf(cell.CellReference?.Value) ?? cells.Count;
                while (cells.Count < column && cells.Count <= MostColumns)
                    cells.Add("");
                cells.Add(Text(cell, shared));
            }

            rows.Add([.. cells]);
        }

        return [.. rows];
    }

    /// <summary>"AB12" is column 27, from 0.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(3))
            column = (column * 26) + letter - 'A' + 1;
        return column == 0 ? null : column - 1;
    }

    private static string Text(Cell cell, List<string> shared)
    {
        var value = cell.CellValue?.Text ?? "";
        if (cell.DataType is null || cell.DataType == CellValues.Number)
            return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e15 ? ((decimal)number).ToString("0.##########", CultureInfo.InvariantCulture) : value;
        if (cell.DataType == CellValues.SharedString)
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count ? shared[index] : "";
        if (cell.DataType == CellValues.InlineString)
            return cell.InlineString is { } inline ? Spoken(inline) : "";
        return cell.DataType == CellValues.Boolean ? value == "1" ? "TRUE" : "FALSE" : value;
    }

    private static List<string> SharedStrings(WorkbookPart book)
    {
        var texts = new List<string>();
        if (book.SharedStringTablePart is not { } part)
            return texts;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement && reader.LoadCurrentElement() is SharedStringItem item)
                texts.Add(Spoken(item));
        }

        return texts;
    }

    /// <summary>The text and its runs; not the reading (furigana) that Japanese Excel keeps beside them.</summary>
    private static string Spoken(OpenXmlElement item) =>
        string.Concat(item.ChildElements.Select(c => c switch { Text text => text.Text, Run run => run.Text?.Text ?? "", _ => "" })).Replace("_x000D_", "", StringComparison.Ordinal);
}
