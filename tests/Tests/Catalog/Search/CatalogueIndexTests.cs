using Marketplace.Catalog;
using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Catalog.Search;

/// <summary>The built-in index, on real PostgreSQL.</summary>
public sealed class CatalogueIndexTests(MarketplaceApp app) : CatalogueIndexContract(app), IClassFixture<MarketplaceApp>
{
    private readonly MarketplaceApp app = app;

    [Fact]
    public async Task Writers_at_the_same_time_are_all_seen_by_a_reader_that_follows()
    {
        var offers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Copy($"検証同時{i}号")));
        var feed = app.Services.GetRequiredService<ColumnsFeed>();
        var reading = Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
                await feed.Refresh(default);
        });
        await Task.WhenAll(offers.Chunk(10).Select(part => Task.Run(async () =>
        {
            foreach (var offer in part)
                await Upsert(offer);
        })));
        await reading;
        Assert.Equal(40, (await Search(All with { Keyword = "検証同時" })).Total);
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_as_following_did()
    {
        var before = await Documents();
        await Inside<ICatalogueIndex>(i => i.Rebuild(new Progress<RebuildProgress>(), default));
        var rebuilt = await Documents();
        Assert.NotEmpty(rebuilt);
        Assert.Equal(before.Where(d => rebuilt.ContainsKey(d.Key)).OrderBy(d => d.Key), rebuilt.OrderBy(d => d.Key));
        await using (var delete = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("delete from catalog.search_document"))
            await delete.ExecuteNonQueryAsync();
        await app.Inside(s => CatalogModule.Reindex(s, new Progress<string>(), default).ContinueWith(_ => 0, TaskScheduler.Default));
        Assert.Equal(rebuilt.OrderBy(d => d.Key), (await Documents()).OrderBy(d => d.Key));
    }

    private async Task<Dictionary<Guid, string>> Documents()
    {
        await using var command = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "select offer_id, (to_jsonb(d) - 'position' - 'number')::text from catalog.search_document d where not removed");
        await using var reader = await command.ExecuteReaderAsync();
        var documents = new Dictionary<Guid, string>();
        while (await reader.ReadAsync())
            documents[reader.GetGuid(0)] = reader.GetString(1);
        return documents;
    }

    protected override Task<CatalogueResults> Search(CatalogueQuery query) => app.Inside(async s =>
    {
        await s.GetRequiredService<ColumnsFeed>().Refresh(default);
        return await s.GetRequiredService<ICatalogueIndex>().Search(query, default);
    });
}
