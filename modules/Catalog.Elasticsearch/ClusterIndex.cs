using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Catalog.Search;
using Marketplace.Shared;

namespace Marketplace.Catalog.Elasticsearch;

/// <summary>The index on the cluster: dated indexes behind one alias. Each holds, beside the offers, how far it has followed the built-in index (the document "cursor"),
/// so that the two are lost, restored and swapped together.</summary>
internal sealed class ClusterIndex(Cluster cluster, OfferDocuments documents, TimeProvider time)
{
    private const string Cursor = "cursor";

    /// <summary>Fewer changes than this are wanted at once, as a clerk has just published; of many the cluster's own rhythm (a second) is good enough.</summary>
    private const int FewChanges = 100;

    private const int Tries = 8;

    /// <summary>How far the cluster has followed; null when it has no index yet.</summary>
    public async Task<long?> Followed(CancellationToken cancel) =>
        await cluster.Get($"{cluster.Alias}/_doc/{Cursor}", cancel) is { } answer && answer["_source"]?["position"] is { } position ? (long)position : null;

    /// <summary>Brings over what changed after that position.</summary>
    public async Task Follow(long after, CancellationToken cancel) => await Bring(cluster.Alias, after, withRemoved: true, null, cancel);

    /// <summary>A new index from everything, which takes the alias when it is whole; what changed meanwhile is brought over after it.</summary>
    public async Task Rebuild(IProgress<RebuildProgress> progress, CancellationToken cancel)
    {
        await PutTemplate(cancel);
        var index = string.Create(CultureInfo.InvariantCulture, $"{cluster.Alias}-{time.GetUtcNow().UtcDateTime:yyyyMMddHHmmssfff}");
        await cluster.Put(index, [], cancel);
        var position = await Bring(index, -1, withRemoved: false, progress, cancel);
        await cluster.Post($"{index}/_refresh", null, cancel);
        var old = await cluster.Get($"_alias/{cluster.Alias}", cancel) is JsonObject known ? known.Select(i => i.Key).ToArray() : [];
        await cluster.Post("_aliases", new JsonObject
        {
            ["actions"] = new JsonArray(
            [
                .. old.Select(o => (JsonNode)new JsonObject { ["remove"] = new JsonObject { ["index"] = o, ["alias"] = cluster.Alias } }),
                new JsonObject { ["add"] = new JsonObject { ["index"] = index, ["alias"] = cluster.Alias } },
            ]),
        }, cancel);
        await Follow(position, cancel);
        foreach (var former in old)
            await cluster.Delete(former, cancel);
    }

    private async Task PutTemplate(CancellationToken cancel)
    {
        using var text = new StreamReader(typeof(ClusterIndex).Assembly.GetManifestResourceStream("index-template.json")!);
        await cluster.Put($"_index_template/{cluster.Alias}", JsonNode.Parse((await text.ReadToEndAsync(cancel)).Replace("PREFIX", cluster.Alias, StringComparison.Ordinal))!.AsObject(), cancel);
    }

    private async Task<long> Bring(string index, long after, bool withRemoved, IProgress<RebuildProgress>? progress, CancellationToken cancel)
    {
        var upTo = await documents.Position(cancel);
        var (done, total) = (0L, progress is null ? 0 : await documents.Count(cancel));
        await foreach (var batch in documents.Changed(after, upTo, withRemoved, cancel))
        {
            await Write(index, batch, refresh: progress is null && batch.Count < FewChanges, cancel);
            progress?.Report(new RebuildProgress(done += batch.Count, total));
        }

        // Only when all before it is there; a process that ends before this begins again where the last one had come.
        await Write(index, [new OfferDocument(Guid.Empty, upTo, new JsonObject { ["position"] = upTo, ["removed"] = true })], refresh: true, cancel);
        return upTo;
    }

    /// <summary>Repeats, with growing pauses, what the cluster was too busy for.</summary>
    private async Task Write(string index, IReadOnlyList<OfferDocument> batch, bool refresh, CancellationToken cancel)
    {
        for (var (left, attempt) = (batch, 1); left.Count > 0; attempt++)
        {
            var answers = await cluster.Bulk(index, Lines(left), refresh, cancel);
            // 409: the cluster has a later version already.
            if (answers?.FirstOrDefault(a => a.Status is not ((>= 200 and < 300) or 409 or 429 or 503)) is { Status: > 0 } failed)
                throw new ClusterAwayException($"The cluster refused a document of {index}: {failed.Reason}");
            left = answers is null ? left : [.. left.Where((_, i) => answers[i].Status is 429 or 503)];
            if (left.Count > 0 && attempt == Tries)
                throw new ClusterAwayException($"The cluster was too busy for {left.Count} documents of {index}, {Tries} times.");
            if (left.Count > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), time, cancel);
        }
    }

    private static string Lines(IReadOnlyList<OfferDocument> batch)
    {
        var lines = new StringBuilder();
        foreach (var document in batch)
        {
            lines.Append(new JsonObject
            {
                ["index"] = new JsonObject
                {
                    ["_id"] = document.OfferId == Guid.Empty ? Cursor : document.OfferId.ToString(), ["version"] = document.Position, ["version_type"] = "external_gte",
                },
            }.ToJsonString()).Append('\n').Append(document.Body.ToJsonString()).Append('\n');
        }

        return lines.ToString();
    }
}
