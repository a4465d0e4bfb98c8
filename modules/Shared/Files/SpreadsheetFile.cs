using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Marketplace.Shared;

/// <summary>A sheet for a spreadsheet program (.xlsx, ECMA-376): texts stay texts whatever they begin with, amounts and numbers can be reckoned with.</summary>
/// <param name="Name">At most 31 characters, none of : \ / ? * [ ].</param>
/// <param name="Widths">Of the columns, in characters.</param>
/// <param name="Rows">Cells: <see cref="string"/>, <see cref="Money"/> (as yen), <see cref="long"/> or <see cref="int"/>.</param>
/// <param name="HeadRows">So many rows on top are bold and stay in sight.</param>
/// <param name="HeadColumns">So many columns stay in sight.</param>
/// <param name="Choices">Cells to be filled in from a list.</param>
public sealed record SpreadsheetSheet(
    string Name, IReadOnlyList<double> Widths, IReadOnlyList<IReadOnlyList<object>> Rows, int HeadRows = 1, int HeadColumns = 0, IReadOnlyList<SpreadsheetChoice>? Choices = null);

/// <summary>Cells of one column that take one of some values.</summary>
/// <param name="Column">From 0.</param>
/// <param name="FirstRow">From 1.</param>
/// <param name="Values">Without commas and quotation marks, together no longer than <see cref="Longest"/>.</param>
public sealed record SpreadsheetChoice(int Column, int FirstRow, int LastRow, IReadOnlyList<string> Values)
{
    /// <summary>A list of choices may be no longer, commas included (ECMA-376 part 1, 18.3.1.33).</summary>
    public const int Longest = 255;

    public static bool CanBe(IReadOnlyList<string> values) => values.Count > 0 && !values.Any(v => v.AsSpan().IndexOfAny(',', '"') >= 0) && string.Join(',', values).Length <= Longest;
}

/// <inheritdoc cref="SpreadsheetSheet"/>
public static class SpreadsheetFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const uint Plain = 0, Head = 1, Yen = 2;

    public static byte[] Of(params IReadOnlyList<SpreadsheetSheet> pages)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheets = new Sheets();
            book.Workbook = new Workbook(sheets);
            foreach (var (page, i) in pages.Select((p, i) => (p, i)))
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(
                    new SheetViews(page.HeadRows + page.HeadColumns == 0 ? new SheetView { WorkbookViewId = 0 } : new SheetView(Frozen(page)) { WorkbookViewId = 0 }),
                    new Columns(page.Widths.Select((w, c) => new Column { Min = (uint)c + 1, Max = (uint)c + 1, Width = w, CustomWidth = true })),
                    new SheetData(page.Rows.Select((row, r) => new Row(row.Select((cell, c) => Cell(cell, r, c, r < page.HeadRows))) { RowIndex = (uint)r + 1 })));
                if (page.Choices is { Count: > 0 } choices)
                    part.Worksheet.Append(new DataValidations(choices.Select(Validation)) { Count = (uint)choices.Count });
                sheets.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)i + 1, Name = page.Name });
            }
        }

        return bytes.ToArray();
    }

    private static Pane Frozen(SpreadsheetSheet page) => new()
    {
        HorizontalSplit = page.HeadColumns > 0 ? page.HeadColumns : null, VerticalSplit = page.HeadRows > 0 ? page.HeadRows : null, TopLeftCell = $"{Letters(page.HeadColumns)}{page.HeadRows + 1}", State = PaneStateValues.Frozen,
        ActivePane = page.HeadColumns == 0 ? PaneValues.BottomLeft : page.HeadRows == 0 ? PaneValues.TopRight : PaneValues.BottomRight,
    };

    private static DataValidation Validation(SpreadsheetChoice choice) => new(new Formula1($"\"{string.Join(',', choice.Values)}\""))
    {
        Type = DataValidationValues.List, AllowBlank = true, ShowErrorMessage = true,
        SequenceOfReferences = new ListValue<StringValue> { InnerText = $"{Letters(choice.Column)}{choice.FirstRow}:{Letters(choice.Column)}{choice.LastRow}" },
    };

    private static Cell Cell(object value, int row, int column, bool head)
    {
        var reference = $"{Letters(column)}{row + 1}";
        return value switch
        {
            Money money => new Cell(new CellValue(money.Yen.ToString(CultureInfo.InvariantCulture))) { CellReference = reference, DataType = CellValues.Number, StyleIndex = Yen },
            long or int => new Cell(new CellValue(Convert.ToString(value, CultureInfo.InvariantCulture)!)) { CellReference = reference, DataType = CellValues.Number, StyleIndex = Plain },
            _ => new Cell(new InlineString(new Text(Readable(value.ToString() ?? "")) { Space = SpaceProcessingModeValues.Preserve })) { CellReference = reference, DataType = CellValues.InlineString, StyleIndex = head ? Head : Plain },
        };
    }

    /// <summary>XML has no place for control characters, which may have been pasted into an answer.</summary>
    private static string Readable(string text) => text.All(System.Xml.XmlConvert.IsXmlChar) ? text : string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar));

    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    /// <summary>By the numbers above: plain (wrapped), head (bold), yen with separators.</summary>
    private static Stylesheet Styles()
    {
        Alignment Wrapped() => new() { WrapText = true, Vertical = VerticalAlignmentValues.Top };
        return new(
            new Fonts(new Font(), new Font(new Bold())), new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
            new Borders(new Border()), new CellStyleFormats(new CellFormat()),
            new CellFormats(new CellFormat(Wrapped()) { ApplyAlignment = true }, new CellFormat(Wrapped()) { FontId = 1, ApplyFont = true, ApplyAlignment = true },
                new CellFormat(Wrapped()) { NumberFormatId = 3, ApplyNumberFormat = true, ApplyAlignment = true }));
    }
}
