using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Tests.Catalog.Search.Cluster;

/// <summary>Stands for an Elasticsearch 8 cluster where none can be had: a server that takes the calls the engine makes, holds every one against the published interface
/// (<see cref="PublishedInterface"/>) and against the index's own mapping, and answers searches by the letter of the queries it knows (<see cref="QueryDouble"/>). Scores are only roughly
/// those of a cluster. A real one takes its place when Elasticsearch__Addresses is set.</summary>
internal sealed class ClusterDouble : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, IndexDouble> indexes = new(StringComparer.Ordinal);
    private readonly HashSet<string> alias = new(StringComparer.Ordinal);
    private readonly WebApplication server;
    private JsonObject? template;
    private string aliasName = "";

    private ClusterDouble(WebApplication server) => this.server = server;

    public string Address => server.Urls.First();

    /// <summary>What calls were answered with an error because they break the interface or the mapping.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>All calls are turned away with 503.</summary>
    public bool Away { get; set; }

    /// <summary>So many of the coming bulk calls are turned away as too many (429), and as many single documents within them.</summary>
    public int Busy { get; set; }

    public IReadOnlyList<string> Indexes
    {
        get
        {
            lock (gate)
                return [.. indexes.Keys];
        }
    }

    public static async Task<ClusterDouble> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var cluster = new ClusterDouble(app);
        app.Run(cluster.Answer);
        await app.StartAsync();
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync();
        await server.DisposeAsync();
    }

    private async Task Answer(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var (status, answer) = Away ? (503, Error("unavailable")) : Handle(context.Request, body);
        context.Response.StatusCode = status;
        context.Response.Headers["X-elastic-product"] = "Elasticsearch";
        context.Response.ContentType = "application/vnd.elasticsearch+json;compatible-with=7";
        await context.Response.WriteAsync(answer?.ToJsonString() ?? "");
    }

    private (int Status, JsonNode? Answer) Handle(HttpRequest request, string body)
    {
        lock (gate)
        {
            var path = request.Path.Value!.Trim('/').Split('/');
            try
            {
                if (!request.Headers.Accept.ToString().Contains("compatible-with=7", StringComparison.Ordinal))
                    throw new BadCall("without the compatibility header");
                return (request.Method, path) switch
                {
                    ("GET", [""]) => (200, new JsonObject { ["version"] = new JsonObject { ["number"] = "8.15.0", ["build_flavor"] = "default" }, ["tagline"] = "You Know, for Search" }),
                    ("PUT", ["_index_template", _]) => Template(PublishedInterface.Template(body)),
                    ("PUT", [var index]) => Create(index),
                    ("DELETE", [var index]) => indexes.Remove(index) ? (200, Acknowledged()) : (404, Error("index_not_found")),
                    ("POST", [var index, "_bulk"]) => Bulk(index, body),
                    ("POST", [var index, "_refresh"]) => Existing(index) is null ? (404, Error("index_not_found")) : (200, Acknowledged()),
                    ("POST", ["_aliases"]) => Aliases(PublishedInterface.Aliases(body)),
                    ("GET", ["_alias", var name]) => name == aliasName && alias.Count > 0 ? (200, new JsonObject(alias.Select(i => KeyValuePair.Create(i, (JsonNode?)new JsonObject())))) : (404, Error("alias_missing")),
                    ("GET", [var index, "_doc", var id]) => Existing(index)?.Get(id) is { } found ? (200, found) : (404, Error("not found")),
                    ("POST", [var index, "_search"]) => Existing(index) is { } there ? (200, QueryDouble.Search(PublishedInterface.Search(body), there.Documents)) : (404, Error("index_not_found")),
                    _ => throw new BadCall("not a call that the engine needs"),
                };
            }
            catch (Exception e)
            {
                Faults.Add($"{request.Method} {request.Path}: {(e is BadCall ? e.Message : e)}");
                return (e is BadCall ? 400 : 500, Error(e.Message));
            }
        }
    }

    private (int Status, JsonNode? Answer) Template(JsonObject wanted)
    {
        template = wanted;
        return (200, Acknowledged());
    }

    private (int Status, JsonNode? Answer) Create(string index)
    {
        if (template is null || !template["index_patterns"]!.AsArray().Any(p => index.StartsWith(((string)p!).TrimEnd('*'), StringComparison.Ordinal)))
            throw new BadCall($"{index} would get no mapping");
        return indexes.TryAdd(index, new IndexDouble(template["template"]!["mappings"]!["properties"]!.AsObject())) ? (200, Acknowledged()) : throw new BadCall("the index exists");
    }

    private (int Status, JsonNode? Answer) Bulk(string index, string body)
    {
        if (Existing(index) is not { } there)
            return (404, Error("index_not_found"));
        if (Busy > 0 && Busy-- % 2 == 0)
            return (429, Error("too many requests"));
        var lines = body.Split('\n');
        if (lines[^1].Length > 0 || lines.Length % 2 == 0)
            throw new BadCall("a bulk body is pairs of lines, each ended by a line feed");
        var items = new JsonArray();
        for (var i = 0; i + 1 < lines.Length; i += 2)
        {
            var busy = Busy > 0 && i == 0;
            var (status, reason) = busy ? (429, "too many requests") : there.Put(JsonNode.Parse(lines[i])!.AsObject(), JsonNode.Parse(lines[i + 1])!.AsObject());
            items.Add((JsonNode)new JsonObject { ["index"] = new JsonObject { ["status"] = status, ["error"] = reason is null ? null : new JsonObject { ["reason"] = reason } } });
        }

        return (200, new JsonObject { ["errors"] = items.Any(i => (int)i!["index"]!["status"]! > 299), ["items"] = items });
    }

    private (int Status, JsonNode? Answer) Aliases(JsonObject actions)
    {
        foreach (var action in actions["actions"]!.AsArray().Select(a => a!.AsObject().Single()))
        {
            var index = (string)action.Value!["index"]!;
            aliasName = (string)action.Value["alias"]!;
            if (!indexes.ContainsKey(index) || !(action.Key == "add" ? alias.Add(index) : alias.Remove(index)))
                throw new BadCall($"{action.Key} {index} fits nothing");
        }

        return (200, Acknowledged());
    }

    private IndexDouble? Existing(string name) => indexes.GetValueOrDefault(name == aliasName ? alias.SingleOrDefault() ?? "" : name);

    private static JsonObject Acknowledged() => new() { ["acknowledged"] = true };

    private static JsonObject Error(string reason) => new() { ["error"] = new JsonObject { ["reason"] = reason } };
}

/// <summary>A call that a cluster would refuse.</summary>
internal sealed class BadCall(string message) : Exception(message);

/// <summary>One index: documents with external versions, under a strict mapping.</summary>
internal sealed class IndexDouble(JsonObject mapping)
{
    private readonly Dictionary<string, (long Version, JsonObject Body)> documents = new(StringComparer.Ordinal);

    public IReadOnlyList<JsonObject> Documents => [.. documents.Values.Select(d => d.Body)];

    public JsonObject? Get(string id) => documents.TryGetValue(id, out var found) ? new JsonObject { ["found"] = true, ["_version"] = found.Version, ["_source"] = found.Body.DeepClone() } : null;

    public (int Status, string? Reason) Put(JsonObject action, JsonObject body)
    {
        if (action["index"] is not JsonObject meta || (string?)meta["version_type"] != "external_gte" || meta.Count != 3)
            throw new BadCall("a bulk action is index with _id, version and version_type");
        var (id, version) = ((string)meta["_id"]!, (long)meta["version"]!);
        if (Unmapped(body, mapping) is { } field)
            return (400, $"strict mapping: {field}");
        if (documents.TryGetValue(id, out var known) && known.Version > version)
            return (409, "version conflict");
        documents[id] = (version, body);
        return (known.Body is null ? 201 : 200, null);
    }

    private static string? Unmapped(JsonObject body, JsonObject mapping) => body.Select(member =>
        mapping[member.Key] is not JsonObject field ? member.Key
        : field["properties"] is JsonObject inner ? Unmapped(member.Value!.AsObject(), inner) : null).FirstOrDefault(f => f is not null);
}
