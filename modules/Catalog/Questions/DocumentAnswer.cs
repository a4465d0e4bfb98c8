using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.AspNetCore.Html;

namespace Marketplace.Catalog;

/// <summary>A file named by an answer. With its hash the answer's own hash vouches for the content.</summary>
/// <param name="Id">The document's public id.</param>
/// <param name="Size">Bytes.</param>
internal sealed record DocumentRef(string Id, string Title, string Name, long Size, string Sha256)
{
    public string Url => $"/documents/{Id}";

    /// <summary>"PDF、1.2 MB".</summary>
    public string Kind(Texts t) => Path.GetExtension(Name).TrimStart('.').ToUpperInvariant() + t["、"] + (Size < 100_000
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Size / 1000)} kB") : string.Create(CultureInfo.InvariantCulture, $"{Size / 1_000_000m:0.0} MB"));
}

/// <summary>The files of a question as an answer: <c>[{"id":"…","title":"操作説明書","name":"manual.pdf","size":123456,"sha256":"…"}]</c>. Written only by uploading and removing,
/// never by a form or a client, so that nobody names another's file.</summary>
internal static class DocumentAnswer
{
    /// <summary>Files of one question where it says nothing else.</summary>
    public const int Most = 10;

    /// <summary>The files; null when it is no such answer.</summary>
    public static IReadOnlyList<DocumentRef>? Read(JsonNode? answer)
    {
        if (answer is not JsonArray array)
            return null;
        var files = array.OfType<JsonObject>().Select(o => AnswerRules.AsText(o["id"]) is { } id && AnswerRules.AsText(o["title"]) is { } title && AnswerRules.AsText(o["name"]) is { } name
            && AnswerRules.AsNumber(o["size"]) is { } size && AnswerRules.AsText(o["sha256"]) is { } hash ? new DocumentRef(id, title, name, (long)size, hash) : null).OfType<DocumentRef>().ToList();
        return files.Count == array.Count ? files : null;
    }

    /// <summary>Null for no files: then there is no answer.</summary>
    public static JsonArray? Write(IReadOnlyCollection<DocumentRef> files) => files.Count == 0 ? null : new JsonArray([.. files.Select(f =>
        (JsonNode)new JsonObject { ["id"] = f.Id, ["title"] = f.Title, ["name"] = f.Name, ["size"] = f.Size, ["sha256"] = f.Sha256 })]);

    public static int MostOf(Question question) => (int)(question.Max ?? Most);

    public static Refusal? Check(Question question, JsonNode answer)
    {
        if (Read(answer) is not { Count: > 0 } files)
            return AnswerRules.Missing(question);
        if (files.Count < question.Min)
            return AnswerRules.Wrong(question, "too-few", "「{0}」のファイルは{1}個以上必要です。", (int)question.Min.Value);
        return files.Count > MostOf(question) ? AnswerRules.Wrong(question, "too-many", "「{0}」のファイルは{1}個までです。", MostOf(question)) : null;
    }

    /// <summary>A file a line; the hash's beginning tells a replaced file of the same name.</summary>
    public static string Words(JsonNode answer, Texts t) => string.Join('\n', (Read(answer) ?? []).Select(f => t["{0}（{1}、{2}、{3}）", f.Title, f.Name, f.Kind(t), f.Sha256[..Math.Min(8, f.Sha256.Length)]]));
}

/// <summary>Links to the files of an answer.</summary>
internal sealed class DocumentLinks(JsonNode? answer, Texts t) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        writer.Write("<ul class=\"plain\">");
        foreach (var file in DocumentAnswer.Read(answer) ?? [])
        {
            writer.Write("<li><a href=\"");
            encoder.Encode(writer, file.Url);
            writer.Write("\">");
            encoder.Encode(writer, file.Title);
            writer.Write("</a> <span class=\"soft\">");
            encoder.Encode(writer, t["（{0}）", file.Kind(t)]);
            writer.Write("</span></li>");
        }

        writer.Write("</ul>");
    }
}
