using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Marketplace.Catalog.Browse;

/// <summary>Keeps parts of an address in a GET form.</summary>
internal sealed class HiddenInputs(IEnumerable<(string Name, string Value)> parameters) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        foreach (var (name, value) in parameters)
        {
            writer.Write("<input type=\"hidden\" name=\"");
            encoder.Encode(writer, name);
            writer.Write("\" value=\"");
            encoder.Encode(writer, value);
            writer.Write("\">");
        }
    }
}
