using Marketplace.Catalog;
using Marketplace.Catalog.Elasticsearch;
using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Catalog.Search.Cluster;

/// <summary>What happens when the cluster fails, is busy, lags or is lost: searches are always answered, and it comes back by itself. Needs the double, which fails when told to.</summary>
[Trait("Kind", "Db")]
public sealed class ClusterFaultTests(ClusterApp app) : IClassFixture<ClusterApp>
{
    [Fact]
    public async Task While_the_cluster_is_away_PostgreSQL_answers_and_the_status_page_says_so_and_then_it_catches_up()
    {
        Assert.SkipWhen(ClusterApp.IsReal, "A real cluster does not fail when told to.");
        await app.CatchUp();
        var visitor = app.Visitor();
        var before = (await visitor.Get("/services?q=文書")).Text;
        app.Double.Away = true;
        Assert.Equal(Found(before), Found((await visitor.Get("/services?q=文書")).Text));
        var name = "検証不在中の公開";
        await Publish(name);
        await app.Settle();
        await app.Services.GetRequiredService<ColumnsFeed>().Refresh(default);
        Assert.Contains("class=\"results\"", (await visitor.Get($"/services?q={name}")).Html, StringComparison.Ordinal);
        var auditor = await app.SignIn("kansa@operator.example");
        Assert.Contains("組み込みのエンジンが代わりに答えました", (await auditor.Get("/status")).Text, StringComparison.Ordinal);
        app.Double.Away = false;
        app.Time.Shift += TimeSpan.FromSeconds(6);
        await app.CatchUp();
        var stoodIn = app.Services.GetRequiredService<StandIns>().Of("Search")!.Value.Times;
        Assert.Contains("class=\"results\"", (await visitor.Get($"/services?q={name}")).Html, StringComparison.Ordinal);
        Assert.Equal(stoodIn, app.Services.GetRequiredService<StandIns>().Of("Search")!.Value.Times);
        Assert.Equal([], app.Double.Faults);
    }

    [Fact]
    public async Task A_busy_cluster_gets_again_what_it_turned_away_and_nothing_twice()
    {
        Assert.SkipWhen(ClusterApp.IsReal, "A real cluster is not busy when told to be.");
        await app.CatchUp();
        app.Double.Busy = 3;
        foreach (var i in Enumerable.Range(1, 5))
            await Publish($"検証混雑{i}号");
        await app.Settle();
        await app.CatchUp();
        Assert.Equal(0, app.Double.Busy);
        Assert.Equal(5, (await Search("検証混雑")).Total);
    }

    [Fact]
    public async Task A_rebuild_swaps_in_a_new_index_and_loses_nothing_that_is_published_meanwhile()
    {
        await app.CatchUp();
        var before = app.Double.Indexes;
        var progress = new List<RebuildProgress>();
        var rebuild = app.Inside(async s =>
        {
            await s.GetRequiredService<ICatalogueIndex>().Rebuild(new Said(progress), default);
            return 0;
        });
        foreach (var i in Enumerable.Range(1, 20))
            await Publish($"検証再構築{i}号");
        await app.Settle();
        await rebuild;
        await app.CatchUp();
        Assert.Equal(20, (await Search("検証再構築")).Total);
        Assert.True(progress[^1].Done >= progress[^1].Total);
        if (!ClusterApp.IsReal)
            Assert.NotEqual(before.Single(), app.Double.Indexes.Single());
    }

    [Fact]
    public async Task A_lost_index_and_a_database_that_was_set_back_each_get_a_new_one()
    {
        await app.CatchUp();
        foreach (var sql in (string[])["update catalog.search_position set position = position + 1000", "update catalog.search_position set position = position - 900"])
        {
            await using var source = NpgsqlDataSource.Create(app.ConnectionString);
            await using (var command = source.CreateCommand(sql))
                await command.ExecuteNonQueryAsync();
            await app.CatchUp();
            await using var ask = source.CreateCommand("select position from catalog.search_position");
            // The second time the cluster was ahead.
            for (var i = 0; i < 100 && await app.Services.GetRequiredService<ClusterIndex>().Followed(default) != (long)(await ask.ExecuteScalarAsync())!; i++)
                await Task.Delay(100);
            Assert.Equal((long)(await ask.ExecuteScalarAsync())!, await app.Services.GetRequiredService<ClusterIndex>().Followed(default));
        }

        Assert.Contains("件", (await app.Visitor().Get("/services?q=文書")).Text, StringComparison.Ordinal);
    }

    private static string Found(string text) => text[..text.IndexOf('件', text.IndexOf("の検索結果", StringComparison.Ordinal))];

    private Task<CatalogueResults> Search(string keyword) => app.Inside(s => s.GetRequiredService<ICatalogueIndex>().Search(
        new CatalogueQuery(keyword, null, new Dictionary<string, IReadOnlyList<string>>(), false, null, null, 100, 50_000, CatalogueSort.Relevance, 0, 30), default));

    private Task Publish(string name) => app.Inside(async s =>
    {
        var db = s.GetRequiredService<CatalogDbContext>();
        var offer = (await db.PublishedOffers.FirstAsync(p => p.WithdrawnAt == null)).Snapshot;
        db.Publish(new OfferPublished(offer with { OfferId = Guid.CreateVersion7(), PublicId = PublicId.New(), Name = name, Version = 1 }));
        return await db.SaveChangesAsync();
    });

    private sealed class Said(List<RebuildProgress> progress) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => progress.Add(value);
    }
}
