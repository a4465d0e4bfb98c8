using Marketplace.Catalog;
using Marketplace.Catalog.Search;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Catalog.Search;

/// <summary>With the built-in index.</summary>
public sealed class CountsTests(MarketplaceApp app) : CountsContract(app), IClassFixture<MarketplaceApp>;

/// <summary>Every count shown is what a click then shows, over the sample listings; and publication reaches the page within a second.</summary>
[Trait("Kind", "Db")]
public abstract class CountsContract(MarketplaceApp app)
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Nothing = new Dictionary<string, IReadOnlyList<string>>();
    private static readonly CatalogueQuery All = new("", null, Nothing, false, null, null, 100, 50_000, CatalogueSort.Relevance, 0, 0);

    public static TheoryData<string, string?, string?, bool> Searches => new()
    {
        { "", null, null, false }, { "管理", null, null, false }, { "文書 -電子", null, "lgwan=direct", false }, { "", "02", "separationModels=alpha", true },
        { "申請", null, "regions=chubu", false }, { "", null, "dataLocation=domestic", true },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Counts_are_what_a_click_shows(string keyword, string? category, string? chosen, bool secure)
    {
        var query = All with
        {
            Keyword = keyword, Category = category, SecureToday = secure,
            Chosen = chosen is null ? Nothing : new Dictionary<string, IReadOnlyList<string>> { [chosen.Split('=')[0]] = [chosen.Split('=')[1]] },
        };
        await app.Inside(async s =>
        {
            var index = s.GetRequiredService<ICatalogueIndex>();
            await s.GetRequiredService<ColumnsFeed>().Refresh(default);
            async Task<int> Total(CatalogueQuery q) => (await index.Search(q, default)).Total;
            var found = await index.Search(query, default);
            Assert.True(found.Total > 0);
            foreach (var (filter, counts) in found.Filters)
            {
                var already = query.Chosen.GetValueOrDefault(filter.Id) ?? [];
                foreach (var (value, count) in filter.Values.Zip(counts))
                {
                    if (already.Contains(value.Value))
                        continue;
                    var then = await Total(query with { Chosen = new Dictionary<string, IReadOnlyList<string>>(query.Chosen) { [filter.Id] = [.. already, value.Value] } });
                    // A further value of a single choice adds its own count to what is shown.
                    Assert.Equal(!filter.AllMustMatch && already.Count > 0 ? found.Total + count : count, then);
                }
            }

            foreach (var (code, count) in found.Categories)
                Assert.Equal(count, await Total(query with { Category = code }));
            Assert.Equal(found.AllCategories, await Total(query with { Category = null }));
            Assert.Equal(found.SecureToday, await Total(query with { SecureToday = true }));
            return 0;
        });
    }

    [Fact]
    public async Task A_publication_is_in_search_within_a_second()
    {
        var visitor = app.Visitor();
        var fastest = TimeSpan.MaxValue;
        // The best of three, because other work on the machine must not decide.
        for (var attempt = 1; attempt <= 3 && fastest > TimeSpan.FromSeconds(1); attempt++)
        {
            var name = $"検証即時{attempt}回目";
            await Publish(name);
            var started = DateTime.UtcNow;
            while (!(await visitor.Get($"/services?q={Uri.EscapeDataString(name)}")).Html.Contains("class=\"results\"", StringComparison.Ordinal) && DateTime.UtcNow - started < TimeSpan.FromSeconds(10))
                await Task.Delay(20);
            fastest = DateTime.UtcNow - started < fastest ? DateTime.UtcNow - started : fastest;
        }

        Assert.InRange(fastest, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    private Task Publish(string name) => app.Inside(async s =>
    {
        var db = s.GetRequiredService<CatalogDbContext>();
        var offer = db.PublishedOffers.First(p => p.WithdrawnAt == null).Snapshot;
        db.Publish(new Marketplace.Shared.OfferPublished(offer with { OfferId = Guid.CreateVersion7(), PublicId = Marketplace.Shared.PublicId.New(), Name = name, Version = 1 }));
        return await db.SaveChangesAsync();
    });
}
