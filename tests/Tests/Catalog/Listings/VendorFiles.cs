using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Marketplace.Catalog;

namespace Marketplace.Tests.Catalog.Listings;

/// <summary>Files as vendors' machines make them, and the browser's way of sending one.</summary>
internal static partial class VendorFiles
{
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");

    public static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.NoCompression).Open());
                writer.Write(text);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A workbook as Japanese Excel writes it: shared strings, the first with a reading beside it; numbers and dates as numbers; an empty row 3.</summary>
    public static byte[] Workbook(string[] heads, params object?[][] rows)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var shared = book.AddNewPart<SharedStringTablePart>();
            shared.SharedStringTable = new SharedStringTable();
            Cell Of(object? value, int column, uint row)
            {
                var cell = new Cell { CellReference = $"{(column < 26 ? "" : ((char)('A' + (column / 26) - 1)).ToString())}{(char)('A' + (column % 26))}{row}" };
                if (value is string text)
                {
                    cell.DataType = CellValues.SharedString;
                    cell.CellValue = new CellValue(shared.SharedStringTable.Elements<SharedStringItem>().Count());
                    var half = text.Length / 2;
                    shared.SharedStringTable.Append(new SharedStringItem(new Run(new Text(text[..half])), new Run(new Text(text[half..])), new PhoneticRun(new Text("フリガナ")) { BaseTextStartIndex = 0, EndingBaseIndex = 1 }));
                }
                else if (value is not null)
                {
                    cell.CellValue = new CellValue(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!);
                }

                return cell;
            }

            var data = new SheetData(new Row(heads.Select((h, i) => Of(h, i, 1))) { RowIndex = 1 });
            for (var i = 0; i < rows.Length; i++)
                data.Append(new Row(rows[i].Select((c, at) => (c, at)).Where(x => x.c is not null).Select(x => Of(x.c, x.at, (uint)(i + 2 + (i > 0 ? 1 : 0))))) { RowIndex = (uint)(i + 2 + (i > 0 ? 1 : 0)) });
            var sheet = book.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(data);
            book.Workbook = new Workbook(new Sheets(new Sheet { Id = book.GetIdOfPart(sheet), SheetId = 1, Name = "入力" }));
        }

        return bytes.ToArray();
    }

    /// <summary>Sends the page's upload form with a file; the answer's status and words. Redirects are not followed.</summary>
    public static async Task<(HttpStatusCode Status, string Text, Guid Id)> Upload(Browser browser, string page, string fileName, byte[] bytes, string? title = null, Guid? id = null, string? post = null)
    {
        await browser.Get(page);
        var form = browser.Html[browser.Html.IndexOf("<main", StringComparison.Ordinal)..];
        id ??= Id().Match(form) is { Success: true } once ? Guid.Parse(once.Groups[1].Value) : null;
        using var file = new ByteArrayContent(bytes);
        using var content = new MultipartFormDataContent { { new StringContent(Token().Match(form).Groups[1].Value), "__RequestVerificationToken" }, { file, "Input.File", fileName } };
        if (id is not null)
            content.Add(new StringContent(id.Value.ToString()), "Input.Id");
        if (title is not null)
            content.Add(new StringContent(title), "Input.Title");
        using var response = await browser.Raw(new HttpRequestMessage(HttpMethod.Post, post ?? page) { Content = content });
        var html = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, WebUtility.HtmlDecode(html), id ?? (Id().Match(html) is { Success: true } shown ? Guid.Parse(shown.Groups[1].Value) : Guid.Empty));
    }

    public static string Head(EntryKind kind, string question) => ImportColumns.Of(kind, SeedSet.Set, new CategoryTree([])).Single(c => c.Field == Question.FieldOf(question)).Head;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"Input.Id\"[^>]*value=\"([^\"]+)\"|value=\"([^\"]+)\"[^>]*name=\"Input.Id\"")]
    private static partial Regex Id();
}
