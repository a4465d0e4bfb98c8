using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Marketplace.Catalog.Browse;
using Marketplace.Shared;
using Microsoft.AspNetCore.Html;

namespace Marketplace.Catalog;

/// <summary>An answer as pages show it: long texts as Markdown, files and addresses as links, tables as tables; everything else in words.</summary>
internal sealed class AnswerHtml(Question question, JsonNode? answer, IReadOnlyDictionary<string, CategoryView> categories, Texts t) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        switch (question.Kind)
        {
            case QuestionKind.LongText:
                writer.Write("<div class=\"prose\">");
                MarkdownText.Html(AnswerRules.AsText(answer) ?? "").WriteTo(writer, encoder);
                writer.Write("</div>");
                break;
            case QuestionKind.Upload:
                new DocumentLinks(answer, t).WriteTo(writer, encoder);
                break;
            case QuestionKind.Url when AnswerRules.AsText(answer) is { } url && (url.StartsWith("https://", StringComparison.Ordinal) || url.StartsWith("http://", StringComparison.Ordinal)):
                writer.Write("<a rel=\"nofollow noopener\" href=\"");
                encoder.Encode(writer, url);
                writer.Write("\">");
                encoder.Encode(writer, url);
                writer.Write("</a>");
                break;
            case QuestionKind.Table when TableAnswer.Read(answer) is { } rows:
                Table(rows, writer, encoder);
                break;
            case QuestionKind.Tree when AnswerRules.AsTexts(answer) is { } leaves:
                Tree(leaves, writer, encoder);
                break;
            default:
                encoder.Encode(writer, AnswerText.Of(question, answer, categories, t));
                break;
        }
    }

    private void Table(IReadOnlyList<JsonObject> rows, TextWriter writer, HtmlEncoder encoder)
    {
        var columns = question.Columns ?? [];
        var name = t.Pick(question.Ja, question.En);
        writer.Write("<div class=\"m-table-region\" role=\"region\" tabindex=\"0\" aria-label=\"");
        encoder.Encode(writer, name);
        writer.Write("\"><table class=\"m-table\"><caption class=\"m-unseen\">");
        encoder.Encode(writer, name);
        writer.Write("</caption><thead><tr>");
        foreach (var column in columns)
            Cell("th scope=\"col\"", t.Pick(column.Ja, column.En));
        writer.Write("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            writer.Write("<tr>");
            foreach (var column in columns)
                Cell(column.Kind == TableColumnKind.Number ? "td class=\"num\"" : "td", TableAnswer.Cell(column, row[column.Id], t));
            writer.Write("</tr>");
        }

        writer.Write("</tbody></table></div>");

        void Cell(string tag, string text)
        {
            writer.Write($"<{tag}>");
            encoder.Encode(writer, text);
            writer.Write($"</{tag[..2]}>");
        }
    }

    /// <summary>Groups in the question's order with what was chosen of each.</summary>
    private void Tree(IReadOnlyList<string> leaves, TextWriter writer, HtmlEncoder encoder)
    {
        writer.Write("<ul class=\"plain\">");
        foreach (var group in leaves.GroupBy(question.GroupOf))
        {
            writer.Write("<li>");
            var names = string.Join(t["、"], group.Select(v => question.Option(v) is { } option ? t.Pick(option.Ja, option.En) : v));
            encoder.Encode(writer, group.Key is { } parent ? t["{0}：{1}", t.Pick(parent.Ja, parent.En), names] : names);
            writer.Write("</li>");
        }

        writer.Write("</ul>");
    }
}
