using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.IndexManagement;

namespace Marketplace.Tests.Catalog.Search.Cluster;

/// <summary>Elasticsearch's interface as it is published: its typed client is generated from the specification. A request is read by that client and written again; what does not come
/// out again, the specification does not know.</summary>
internal static class PublishedInterface
{
    private static readonly ElasticsearchClientSettings Settings = new(new Uri("http://localhost"));
    private static readonly Elastic.Transport.Serializer Client = new ElasticsearchClient(Settings).RequestResponseSerializer;

    private static readonly ConcurrentDictionary<string, bool> Seen = new(StringComparer.Ordinal);

    public static JsonObject Search(string body) => Known<SearchRequest>(body);

    public static JsonObject Template(string body) => Known<PutIndexTemplateRequest>(body);

    public static JsonObject Aliases(string body) => Known<UpdateAliasesRequest>(body);

    private static JsonObject Known<T>(string body)
    {
        // One check for each form of a request: its members, whatever the values.
        if (!Seen.TryAdd(typeof(T).Name + Form(JsonNode.Parse(body)), true))
            return JsonNode.Parse(body)!.AsObject();
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(body));
        using var output = new MemoryStream();
        try
        {
            Client.Serialize(Client.Deserialize<T>(input), output);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or Elastic.Transport.UnexpectedTransportException or NotSupportedException)
        {
            throw new BadCall($"no {typeof(T).Name}: {e.Message} {e.InnerException?.Message}");
        }

        var given = JsonNode.Parse(body)!.AsObject();
        if (Lost(given, JsonNode.Parse(output.ToArray()), "") is { } lost)
            throw new BadCall($"{typeof(T).Name} has no {lost}");
        return given;
    }

    private static string Form(JsonNode? node) => node switch
    {
        JsonObject members => "{" + string.Join(',', members.Select(m => m.Key + Form(m.Value))) + "}",
        JsonArray items => "[" + string.Join(',', items.Select(Form).Distinct()) + "]",
        _ => node?.GetValueKind().ToString() ?? "",
    };

    /// <summary>The first member that did not come back as it was.</summary>
    private static string? Lost(JsonNode? given, JsonNode? read, string path) => (given, read) switch
    {
        (JsonObject a, JsonObject b) => a.Select(m => b.ContainsKey(m.Key) ? Lost(m.Value, b[m.Key], $"{path}.{m.Key}") : $"{path}.{m.Key}").FirstOrDefault(l => l is not null),
        (JsonArray a, JsonArray b) => a.Count != b.Count ? path : a.Zip(b).Select((m, i) => Lost(m.First, m.Second, $"{path}[{i}]")).FirstOrDefault(l => l is not null),
        (JsonValue a, JsonValue b) => Plain(a) == Plain(b) ? null : path,
        // One value may be written for a list of one.
        (JsonArray { Count: 1 } a, _) => Lost(a[0], read, path),
        (_, JsonArray { Count: 1 } b) => Lost(given, b[0], path),
        _ => given is null && read is null ? null : path,
    };

    private static string Plain(JsonValue value) => value.GetValueKind() is JsonValueKind.Number
        ? decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.#########", CultureInfo.InvariantCulture)
        : value.ToString();
}
