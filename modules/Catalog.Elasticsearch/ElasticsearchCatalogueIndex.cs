using System.Text.Json.Nodes;
using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.Extensions.Logging;

namespace Marketplace.Catalog.Elasticsearch;

/// <summary>Searches answered by the cluster: what is found, its order and all counts. The lines of a page come from memory and the words in them are marked by the same code
/// as for the built-in index. Writes go to the built-in index, which the cluster follows (<see cref="ClusterFollower"/>).</summary>
internal sealed partial class ElasticsearchCatalogueIndex(
    PostgresCatalogueIndex builtIn, Cluster cluster, ClusterFollower follower, ColumnsFeed feed, SynonymBook synonyms, CatalogueBasis basis, TimeProvider time, StandIns standIns,
    ILogger<ElasticsearchCatalogueIndex> log) : ICatalogueIndex
{
    /// <summary>After a failure the cluster is not asked for so long, or every search would wait for it.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public Task Upsert(IReadOnlyCollection<OfferSnapshot> offers, CancellationToken cancel) => builtIn.Upsert(offers, cancel);

    public Task Remove(Guid offerId, int version, CancellationToken cancel) => builtIn.Remove(offerId, version, cancel);

    public async Task Rebuild(IProgress<RebuildProgress> progress, CancellationToken cancel)
    {
        await builtIn.Rebuild(progress, cancel);
        await follower.Rebuild(progress, cancel);
    }

    public async Task<CatalogueResults> Search(CatalogueQuery query, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcTicks;
        if (now >= cluster.RestsUntil)
        {
            try
            {
                return await OnCluster(query, cancel);
            }
            catch (ClusterAwayException e)
            {
                cluster.RestsUntil = now + Rest.Ticks;
                LogAway(e);
            }
        }

        standIns.Happened("Search");
        return await builtIn.Search(query, cancel);
    }

    private async Task<CatalogueResults> OnCluster(CatalogueQuery query, CancellationToken cancel)
    {
        var columns = await feed.Current(cancel);
        var filters = CatalogueFilters.Of(await basis.OpenSet(cancel));
        var keywords = Keywords.Parse(query.Keyword, await synonyms.Current(cancel));
        var today = time.JapanToday();
        var suspended = columns.Standings.Where(s => !s.Certified).Select(s => s.VendorId).ToArray();
        var secure = columns.Standings.Where(s => s.ProvesSecurityOn(today)).Select(s => s.VendorId).ToArray();
        var answer = await cluster.SearchAsync(SearchBody.Of(query, keywords, filters, suspended, secure, today.DayNumber), cancel);
        var page = answer["hits"]!["hits"]!.AsArray().Select(h => (int)h!["fields"]!["number"]![0]!).Where(n => n < columns.Rows.Length && columns.Rows[n] is { Removed: false });
        var aggregations = answer["aggregations"]!;
        var found = Counts(aggregations[SearchBody.Found]!);
        var byFilter = filters.Select(f =>
        {
            var counts = aggregations[SearchBody.Own + f.Id] is { } own ? Counts(own) : found;
            return new FilterCounts(f, [.. f.Values.Select(v => counts.GetValueOrDefault(CatalogueFilters.Key(f.Id, v.Value)))]);
        }).ToArray();
        var categories = Counts(aggregations[SearchBody.Category]!);
        return new CatalogueResults(
            (int)answer["hits"]!["total"]!["value"]!, ResultPage.Of(columns, page, query, keywords, today), byFilter,
            (await basis.Categories(cancel)).All.ToDictionary(c => c.Code, c => categories.GetValueOrDefault(c.Code), StringComparer.Ordinal),
            (int)aggregations[SearchBody.Found]![SearchBody.Secure]!["doc_count"]!, (int)aggregations[SearchBody.Category]!["doc_count"]!,
            // The cluster may lag behind or the columns may: what both have is what is certain.
            Math.Min(columns.Position, (long?)(double?)aggregations[SearchBody.Index]![SearchBody.Position]!["value"] ?? 0));
    }

    private static Dictionary<string, int> Counts(JsonNode aggregation) =>
        aggregation[SearchBody.Values]!["buckets"]!.AsArray().ToDictionary(b => (string)b!["key"]!, b => (int)b!["doc_count"]!, StringComparer.Ordinal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search cluster did not answer; PostgreSQL does")]
    private partial void LogAway(Exception e);
}
