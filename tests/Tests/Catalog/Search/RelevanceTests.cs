using Marketplace.Catalog.Search;
using Marketplace.Relevance;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Catalog.Search;

/// <summary>The judged queries (catalog-seed/relevance) hold over the sample catalogue; `tests/Benchmarks relevance` prints the figures.</summary>
[Trait("Kind", "Db")]
public sealed class RelevanceTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    [Fact]
    public async Task Judged_queries_find_what_was_asked_for_first()
    {
        var scores = await app.Inside(s => RelevanceRun.Of(s, s.GetRequiredService<ICatalogueIndex>(), nearest: true));
        Assert.True(scores.Count >= 120);
        Assert.True(scores.Average(s => s.Ndcg) >= 0.91, $"nDCG@10 is {scores.Average(s => s.Ndcg):0.000}");
        Assert.True(scores.Average(s => s.Recall) >= 0.92, $"recall is {scores.Average(s => s.Recall):0.000}");
    }
}

[Trait("Kind", "Fast")]
public sealed class QueryScoreTests
{
    private static readonly Judgement Judged = new("q", "task", new Dictionary<string, int> { ["a"] = 3, ["b"] = 2, ["c"] = 1 });

    [Fact]
    public void The_best_order_is_1_and_nothing_of_use_is_0()
    {
        Assert.Equal((1, 1), Rounded(QueryScore.Of(Judged, ["a", "b", "c", "x"])));
        Assert.Equal((0, 0), Rounded(QueryScore.Of(Judged, ["x", "y"])));
    }

    [Fact]
    public void A_worse_order_costs_by_place_and_grade()
    {
        // Gains 7, 3, 1 at discounts 1, log2(3), 2: best 7 + 1.8928 + 0.5 = 9.3928; b a c: 3 + 4.4165 + 0.5 = 7.9165.
        Assert.Equal((0.843, 1), Rounded(QueryScore.Of(Judged, ["b", "a", "c"])));
        // One of two of use found, in the first place: 7 / 9.3928.
        Assert.Equal((0.745, 0.5), Rounded(QueryScore.Of(Judged, ["a"])));
        // After the tenth place nothing counts for the order.
        Assert.Equal((0, 0.5), Rounded(QueryScore.Of(Judged, [.. Enumerable.Range(0, 10).Select(i => $"x{i}"), "a"])));
    }

    [Fact]
    public void Several_offers_of_one_software_count_once() => Assert.Equal((1, 1), Rounded(QueryScore.Of(Judged, ["a", "a", "b", "a", "c"])));

    private static (double Ndcg, double Recall) Rounded(QueryScore score) => (Math.Round(score.Ndcg, 3), Math.Round(score.Recall, 3));
}
