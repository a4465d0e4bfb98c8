using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marketplace.Shared;

/// <summary>One way to write a JSON value, so that its hash can be computed again by anyone: names sorted by code unit, no white space, UTF-8,
/// only what JSON must escape is escaped, numbers in plain decimal notation without needless zeros.</summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = false };

    /// <summary>The canonical bytes of a value.</summary>
    public static byte[] Bytes(JsonNode? value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
            Write(writer, value);
        return stream.ToArray();
    }

    /// <summary>SHA-256 of the canonical bytes, as 64 lower-case hexadecimal digits.</summary>
    public static string Hash(JsonNode? value) => Convert.ToHexStringLower(SHA256.HashData(Bytes(value)));

    /// <summary>The content hash of a published offer: over its canonical JSON without <see cref="OfferSnapshot.ContentHash"/> itself.</summary>
    public static string HashOf(OfferSnapshot offer)
    {
        var json = JsonSerializer.SerializeToNode(offer, JsonSerializerOptions.Web)!.AsObject();
        json.Remove("contentHash");
        return Hash(json);
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject o:
                writer.WriteStartObject();
                foreach (var (name, member) in o.OrderBy(p => p.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            case JsonArray array:
                writer.WriteStartArray();
                foreach (var item in array)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                if (value.GetValueKind() == JsonValueKind.Number)
                    writer.WriteRawValue(Encoding.UTF8.GetBytes(Plain(value.ToJsonString())));
                else if (value.GetValueKind() == JsonValueKind.String)
                    writer.WriteStringValue(value.GetValue<string>());
                else
                    value.WriteTo(writer);
                break;
        }
    }

    private static string Plain(string number) =>
        decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.############################", CultureInfo.InvariantCulture);
}
