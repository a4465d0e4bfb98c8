using System.Globalization;
using Marketplace.Catalog.Search;
using Marketplace.Relevance;
using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks;

/// <summary>The judged queries over the sample catalogue: nDCG@10 and recall of each kind, and the queries that fare worst.</summary>
internal static class RelevanceBenchmark
{
    private const int Worst = 15;

    public static async Task<IReadOnlyList<Figure>> Run(BenchmarkOptions options)
    {
        await using var site = await Site.Start(options);
        await using var scope = site.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System("benchmark");
        var index = scope.ServiceProvider.GetRequiredService<ICatalogueIndex>();
        var strictly = await RelevanceRun.Of(scope.ServiceProvider, index, nearest: false);
        var scores = await RelevanceRun.Of(scope.ServiceProvider, index, nearest: true);
        foreach (var score in scores.OrderBy(s => s.Ndcg + s.Recall).Take(Worst))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{score.Ndcg,5:0.00} {score.Recall,5:0.00}  {score.Judgement.Query}  missed: {string.Join(' ', score.Missed)}"));
        return
        [
            .. scores.GroupBy(s => s.Judgement.Kind).SelectMany(kind => new[] { new Figure($"nDCG@10, {kind.Key} ({kind.Count()} queries)", kind.Average(s => s.Ndcg), ""), new Figure("  recall", kind.Average(s => s.Recall), "") }),
            new Figure("nDCG@10, all, only what the search itself finds", strictly.Average(s => s.Ndcg), ""), new Figure("  recall", strictly.Average(s => s.Recall), ""),
            new Figure($"nDCG@10, all ({scores.Count} queries)", scores.Average(s => s.Ndcg), ""), new Figure("  recall", scores.Average(s => s.Recall), ""),
        ];
    }
}
