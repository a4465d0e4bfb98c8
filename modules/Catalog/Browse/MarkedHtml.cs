using System.Text.Encodings.Web;
using Marketplace.Catalog.Search;
using Microsoft.AspNetCore.Html;

namespace Marketplace.Catalog.Browse;

/// <summary>Writes a text with its matches in mark elements, everything encoded.</summary>
internal sealed class MarkedHtml(Marked marked) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var at = 0;
        foreach (var (start, length) in marked.Places)
        {
            encoder.Encode(writer, marked.Text, at, start - at);
            writer.Write("<mark>");
            encoder.Encode(writer, marked.Text, start, length);
            writer.Write("</mark>");
            at = start + length;
        }

        encoder.Encode(writer, marked.Text, at, marked.Text.Length - at);
    }
}
