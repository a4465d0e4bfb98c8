using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marketplace.Shared;

/// <summary>One way to write a JSON value, so that anyone can compute its hash again: the JSON Canonicalization Scheme (RFC 8785).
/// Names are sorted by UTF-16 code unit, there is no white space, only control characters, quotation mark and backslash are escaped.
/// Numbers are written in plain decimal notation, which is the RFC's form for those that occur here (below 10^15, few decimals).</summary>
public static class CanonicalJson
{
    /// <summary>The canonical text of a value.</summary>
    public static string Of(JsonNode? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    /// <summary>SHA-256 of the canonical text in UTF-8, as 64 lower-case hexadecimal digits.</summary>
    public static string Hash(JsonNode? value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(value))));

    /// <summary>The content hash of a published offer: over its canonical JSON without <see cref="OfferSnapshot.ContentHash"/> itself.</summary>
    public static string HashOf(OfferSnapshot offer) => HashOfOffer(JsonSerializer.SerializeToNode(offer, JsonSerializerOptions.Web)!.AsObject());

    /// <summary>The same of an offer that was kept as JSON: over what it held then, whatever an <see cref="OfferSnapshot"/> has come to hold since.</summary>
    public static string HashOfOffer(JsonObject offer)
    {
        var content = offer.DeepClone().AsObject();
        content.Remove("contentHash");
        return Hash(content);
    }

    private static void Write(StringBuilder to, JsonNode? value)
    {
        switch (value)
        {
            case null:
                to.Append("null");
                break;
            case JsonObject o:
                to.Append('{');
                var separator = "";
                foreach (var (name, member) in o.OrderBy(p => p.Key, StringComparer.Ordinal))
                {
                    Quote(to.Append(separator), name);
                    Write(to.Append(':'), member);
                    separator = ",";
                }

                to.Append('}');
                break;
            case JsonArray array:
                to.Append('[');
                for (var i = 0; i < array.Count; i++)
                    Write(i == 0 ? to : to.Append(','), array[i]);
                to.Append(']');
                break;
            default:
                Scalar(to, value);
                break;
        }
    }

    private static void Scalar(StringBuilder to, JsonNode value)
    {
        switch (value.GetValueKind())
        {
            // Some values (dates, ids) are held as such until they are written; their JSON text is what counts.
            case JsonValueKind.String:
                Quote(to, value.AsValue().TryGetValue<string>(out var text) ? text : JsonSerializer.Deserialize<string>(value.ToJsonString())!);
                break;
            case JsonValueKind.Number:
                to.Append(decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.############################", CultureInfo.InvariantCulture));
                break;
            default:
                to.Append(value.ToJsonString());
                break;
        }
    }

    private static void Quote(StringBuilder to, string text)
    {
        to.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => to.Append("\\\""),
                '\\' => to.Append("\\\\"),
                '\b' => to.Append("\\b"),
                '\t' => to.Append("\\t"),
                '\n' => to.Append("\\n"),
                '\f' => to.Append("\\f"),
                '\r' => to.Append("\\r"),
                < ' ' => to.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => to.Append(c),
            };
        }

        to.Append('"');
    }
}
