using Marketplace.Shared;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Marketplace.Catalog;

/// <summary>The import file to fill in: heads and a line of explanation, and how each column is written.</summary>
internal static class ImportTemplate
{
    /// <summary>A list of choices in a cell may be no longer (ECMA-376 part 1, 18.3.1.33).</summary>
    private const int LongestList = 255;

    private const int Rows = ImportFile.Most + 2;

    public static byte[] Csv(IReadOnlyList<ImportColumn> columns) => SafeCsv.File([columns.Select(c => c.Head), columns.Select(Explanation)]);

    public static byte[] Workbook(IReadOnlyList<ImportColumn> columns)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var styles = book.AddNewPart<WorkbookStylesPart>();
            styles.Stylesheet = Styles();
            var sheets = new Sheets();
            book.Workbook = new Workbook(sheets);
            var input = new Worksheet(
                new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }),
                new Columns(new Column { Min = 1, Max = (uint)columns.Count, Width = 24, CustomWidth = true }),
                new SheetData(Row(1, columns.Select(c => c.Head), 1), Row(2, columns.Select(Explanation), 2)));
            if (Choices(columns) is { } choices)
                input.Append(choices);
            Add(book, sheets, "入力", input);
            Add(book, sheets, "書き方", new Worksheet(
                new Columns(new Column { Min = 1, Max = 1, Width = 30, CustomWidth = true }, new Column { Min = 2, Max = 2, Width = 8, CustomWidth = true }, new Column { Min = 3, Max = 4, Width = 60, CustomWidth = true }),
                new SheetData([Row(1, ["列", "必須", "書き方", "選べる言葉"], 1), .. columns.Select((c, i) => Row((uint)i + 2, [c.Head, c.Required ? "必須" : "任意", c.Help, string.Join('\n', c.Choices)], 2))])));
        }

        return bytes.ToArray();
    }

    private static string Explanation(ImportColumn column) => $"{ImportFile.Remark}{(column.Required ? "必須" : "任意")}。{column.Help}{(column.Choices.Count == 0 ? "" : $" 選べる言葉：{string.Join("／", column.Choices)}")}";

    private static DataValidations? Choices(IReadOnlyList<ImportColumn> columns)
    {
        // Several values in a cell are no choice from a list, so only columns of one value get one.
        var lists = columns.Select((c, i) => (Column: c, Letters: Letters(i))).Where(c => c.Column.Choices.Count > 0 && !c.Column.Help.Contains("複数", StringComparison.Ordinal)
            && c.Column.Choices.All(x => !x.Contains(',', StringComparison.Ordinal) && !x.Contains('"', StringComparison.Ordinal)) && string.Join(',', c.Column.Choices).Length <= LongestList).ToList();
        return lists.Count == 0 ? null : new DataValidations(lists.Select(c => new DataValidation(new Formula1($"\"{string.Join(',', c.Column.Choices)}\""))
        {
            Type = DataValidationValues.List, AllowBlank = true, ShowErrorMessage = true, SequenceOfReferences = new ListValue<StringValue> { InnerText = $"{c.Letters}3:{c.Letters}{Rows}" },
        }))
        { Count = (uint)lists.Count };
    }

    private static void Add(WorkbookPart book, Sheets sheets, string name, Worksheet sheet)
    {
        var part = book.AddNewPart<WorksheetPart>();
        part.Worksheet = sheet;
        sheets.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)sheets.Count() + 1, Name = name });
    }

    private static Row Row(uint number, IEnumerable<string> cells, uint style) => new(cells.Select((text, i) => new Cell(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }))
    {
        CellReference = $"{Letters(i)}{number}", DataType = CellValues.InlineString, StyleIndex = style,
    }))
    { RowIndex = number };

    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    /// <summary>0 plain, 1 head (bold), 2 explanation (wrapped).</summary>
    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())), new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()), new CellStyleFormats(new CellFormat()),
        new CellFormats(new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true }, new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { ApplyAlignment = true }));
}
