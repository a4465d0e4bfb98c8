using Marketplace.Catalog;
using Marketplace.Catalog.Search;
using Marketplace.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Relevance;

/// <summary>Puts all judged queries to an index that holds the sample catalogue.</summary>
internal static class RelevanceRun
{
    private const int Most = 1000;

    /// <param name="services">A scope of the program.</param>
    /// <param name="nearest">Where nothing is found, what the page then offers counts as found.</param>
    public static async Task<IReadOnlyList<QueryScore>> Of(IServiceProvider services, ICatalogueIndex index, bool nearest)
    {
        var judgements = Judgement.Read(Path.Combine(Seeding.Folder, "relevance", "judgements.tsv"));
        var keys = Enumerable.Range(1, 999).Select(n => $"s{n:D3}").ToDictionary(key => SeedKeys.Id("software/" + key), key => key);
        var software = await services.GetRequiredService<CatalogDbContext>().PublishedOffers.AsNoTracking().Where(p => p.WithdrawnAt == null).ToDictionaryAsync(p => p.OfferId, p => p.SoftwareId);
        var columns = await services.GetRequiredService<ColumnsFeed>().Refresh(default);
        var scores = new List<QueryScore>();
        foreach (var judgement in judgements)
        {
            var found = await index.Search(new CatalogueQuery(judgement.Query, null, new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), false, null, null, 100, 50_000, CatalogueSort.Relevance, 0, Most), default);
            var offers = found.Total == 0 && nearest ? Nearest.Of(columns, Keywords.Parse(judgement.Query).Loosely()).Select(n => columns.Rows[n]!.OfferId) : found.Hits.Select(h => h.OfferId);
            scores.Add(QueryScore.Of(judgement, [.. offers.Where(software.ContainsKey).Select(id => keys.GetValueOrDefault(software[id], ""))]));
        }

        return scores;
    }
}
