using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elasticsearch.Net;
using HttpMethod = Elasticsearch.Net.HttpMethod;

namespace Marketplace.Catalog.Elasticsearch;

/// <summary>The cluster cannot answer just now: not reachable, overloaded, without the index, or in disagreement with the request.</summary>
internal sealed class ClusterAwayException : Exception
{
    public ClusterAwayException()
    {
    }

    public ClusterAwayException(string message)
        : base(message)
    {
    }

    public ClusterAwayException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}

/// <summary>The calls in use, as JSON, through the low-level client with the compatibility header (media type "…;compatible-with=7", which Elasticsearch 8 answers).</summary>
internal sealed class Cluster : IDisposable
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    /// <summary>A search that takes longer is answered by PostgreSQL.</summary>
    private static readonly TimeSpan Search = TimeSpan.FromSeconds(2);

    private readonly ConnectionConfiguration configuration;
    private readonly ElasticLowLevelClient client;
    private long restsUntil;

    public Cluster(ClusterSettings settings)
    {
        Alias = settings.Alias;
        configuration = new ConnectionConfiguration(new StaticConnectionPool(settings.Addresses));
        configuration.EnableApiVersioningHeader().RequestTimeout(Usual).DeadTimeout(TimeSpan.FromSeconds(5)).MaxRetryTimeout(Usual).DisablePing();
        if (settings.ApiKey is { Length: > 0 } key)
            configuration.ApiKeyAuthentication(new ApiKeyAuthenticationCredentials(key));
        else if (settings.User is { Length: > 0 } user)
            configuration.BasicAuthentication(user, settings.Password!);
        if (settings.Fingerprint is { Length: > 0 } fingerprint)
            configuration.CertificateFingerprint(fingerprint);
        client = new ElasticLowLevelClient(configuration);
    }

    /// <summary>The alias that searches read.</summary>
    public string Alias { get; }

    /// <summary>Ticks (UTC) until which searches do not ask, because the last one got no answer.</summary>
    public long RestsUntil
    {
        get => Interlocked.Read(ref restsUntil);
        set => Interlocked.Exchange(ref restsUntil, value);
    }

    public void Dispose() => ((IDisposable)configuration).Dispose();

    /// <exception cref="ClusterAwayException">The cluster did not answer with success.</exception>
    public async Task<JsonNode> SearchAsync(JsonObject body, CancellationToken cancel) =>
        (await Send(HttpMethod.POST, $"{Alias}/_search", body.ToJsonString(), cancel, Search))!;

    /// <summary>One bulk call.</summary>
    /// <param name="lines">Action and document by turns, each ended by a line feed.</param>
    /// <param name="refresh">The change is to be found as soon as this returns.</param>
    /// <returns>For each document its HTTP status and, when it failed, the reason; null when the whole call was turned away because the cluster is too busy.</returns>
    public async Task<IReadOnlyList<(int Status, string? Reason)>?> Bulk(string index, string lines, bool refresh, CancellationToken cancel)
    {
        var answer = await Send(HttpMethod.POST, $"{index}/_bulk", lines, cancel, parameters: new BulkRequestParameters { Refresh = refresh ? Refresh.True : Refresh.False }, allowed: [429, 503]);
        return answer?["items"] is not JsonArray items ? null : [.. items.Select(i => i!.AsObject().Single().Value!).Select(i => ((int)i["status"]!, (string?)i["error"]?["reason"]))];
    }

    /// <summary>Null when there is no such thing (404).</summary>
    public Task<JsonNode?> Get(string path, CancellationToken cancel) => Send(HttpMethod.GET, path, null, cancel, allowed: [404]);

    public Task Put(string path, JsonObject body, CancellationToken cancel) => Send(HttpMethod.PUT, path, body.ToJsonString(), cancel);

    public Task Post(string path, JsonObject? body, CancellationToken cancel) => Send(HttpMethod.POST, path, body?.ToJsonString(), cancel);

    public Task Delete(string path, CancellationToken cancel) => Send(HttpMethod.DELETE, path, null, cancel, allowed: [404]);

    private async Task<JsonNode?> Send(HttpMethod method, string path, string? body, CancellationToken cancel, TimeSpan? within = null, IRequestParameters? parameters = null, params int[] allowed)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(within ?? Usual);
        StringResponse answer;
        try
        {
            answer = await client.DoRequestAsync<StringResponse>(method, path, timeout.Token, body is null ? null : PostData.String(body), parameters);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is ElasticsearchClientException or OperationCanceledException or UnexpectedElasticsearchClientException)
        {
            throw new ClusterAwayException($"{method} {path}: {e.Message}", e);
        }

        cancel.ThrowIfCancellationRequested();
        if (answer.HttpStatusCode is { } status && allowed.Contains(status))
            return null;
        if (!answer.Success)
            throw new ClusterAwayException(string.Create(CultureInfo.InvariantCulture, $"{method} {path}: {answer.HttpStatusCode} {Reason(answer.Body) ?? answer.OriginalException?.Message}"), answer.OriginalException);
        return string.IsNullOrEmpty(answer.Body) ? null : JsonNode.Parse(answer.Body);
    }

    private static string? Reason(string? body)
    {
        try
        {
            return string.IsNullOrEmpty(body) ? null : JsonNode.Parse(body)?["error"] is JsonObject error ? (string?)error["reason"] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
