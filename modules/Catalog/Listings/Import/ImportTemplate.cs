using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>The import file to fill in: heads and a line of explanation, and how each column is written.</summary>
internal static class ImportTemplate
{
    /// <summary>Below the heads and the explanations.</summary>
    private const int FirstRow = 3, LastRow = ImportFile.Most + 2;

    public static byte[] Csv(IReadOnlyList<ImportColumn> columns) => SafeCsv.File([columns.Select(c => c.Head), columns.Select(Explanation)]);

    public static byte[] Workbook(IReadOnlyList<ImportColumn> columns) => SpreadsheetFile.Of(
        new SpreadsheetSheet("入力", [.. columns.Select(_ => 24.0)], [[.. columns.Select(c => c.Head)], [.. columns.Select(Explanation)]], Choices:
            // Several values in a cell are no choice from a list, so only columns of one value get one.
            [.. columns.Index().Where(c => !c.Item.Help.Contains("複数", StringComparison.Ordinal) && SpreadsheetChoice.CanBe(c.Item.Choices)).Select(c => new SpreadsheetChoice(c.Index, FirstRow, LastRow, c.Item.Choices))]),
        new SpreadsheetSheet("書き方", [30, 8, 60, 60], [["列", "必須", "書き方", "選べる言葉"], .. columns.Select(c => (object[])[c.Head, c.Required ? "必須" : "任意", c.Help, string.Join('\n', c.Choices)])]));

    private static string Explanation(ImportColumn column) => $"{ImportFile.Remark}{(column.Required ? "必須" : "任意")}。{column.Help}{(column.Choices.Count == 0 ? "" : $" 選べる言葉：{string.Join("／", column.Choices)}")}";
}
