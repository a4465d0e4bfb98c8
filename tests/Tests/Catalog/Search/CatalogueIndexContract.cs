using System.Text.Json.Nodes;
using Marketplace.Catalog;
using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Catalog.Search;

/// <summary>What every engine of the index must do, over the sample listings.</summary>
[Trait("Kind", "Db")]
public abstract class CatalogueIndexContract(MarketplaceApp app)
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Nothing = new Dictionary<string, IReadOnlyList<string>>();
    protected static readonly CatalogueQuery All = new("", null, Nothing, false, null, null, 100, 50_000, CatalogueSort.Relevance, 0, 1000);

    [Theory]
    [InlineData("検証ｻｰﾊﾞｰ監視Ａ", "サーバ監視", true)]
    [InlineData("検証サーバ監視B", "ｻｰﾊﾞｰ 監視", true)]
    [InlineData("検証サーバ監視C", "さーばー監視c", true)]
    [InlineData("検証窓口ＳａａＳ", "saas", true)]
    [InlineData("検証窓口SaaS版", "ｓａａｓ", true)]
    [InlineData("検証窓口SaaS版", "saa", false)]
    [InlineData("検証図書管理と文書", "文書管理", false)]
    [InlineData("検証図書管理と文書", "文書 管理", true)]
    [InlineData("検証図書管理と文書", "\"文書 管理\"", false)]
    [InlineData("検証図書管理と文書", "検証 -図書", false)]
    [InlineData("検証図書管理と文書", "検証 -税", true)]
    [InlineData("検証佐々木台帳", "佐佐木", true)]
    [InlineData("検証ISO27001点検", "iso 27001", true)]
    [InlineData("検証ISO27001点検", "ISO/IEC | 点検", true)]
    [InlineData("検証薔薇園", "薔", true)]
    [InlineData("検証薔薇園", "園", true)]
    [InlineData("検証𠮷野台帳", "𠮷野", true)]
    [InlineData("検証'; drop", "';drop -- & | ! ( ) : * <->", true)]
    public async Task Keyword(string name, string keyword, bool found)
    {
        var offer = await Copy(name);
        await Upsert(offer);
        Assert.Equal(found, (await Search(All with { Keyword = keyword })).Hits.Any(h => h.OfferId == offer.OfferId));
    }

    [Fact]
    public async Task A_public_id_or_a_whole_name_finds_the_offer_first()
    {
        foreach (var offer in (await Published()).Take(5))
        {
            Assert.Equal(offer.PublicId, (await Search(All with { Keyword = offer.PublicId })).Hits[0].PublicId);
            Assert.Contains((await Search(All with { Keyword = offer.Name })).Hits.Take(5), h => h.Name.Text == offer.Name);
            Assert.Contains((await Search(All with { Keyword = $"{offer.Name} {offer.OfferName}" })).Hits, h => h.OfferId == offer.OfferId);
        }
    }

    [Fact]
    public async Task Only_exclusions_take_away_from_everything()
    {
        var all = (await Search(All)).Total;
        var with = (await Search(All with { Keyword = "文書" })).Total;
        Assert.InRange(with, 1, all - 1);
        Assert.Equal(all - with, (await Search(All with { Keyword = "-文書" })).Total);
    }

    [Fact]
    public async Task Orders_by_price_for_the_size_by_publication_and_by_reading()
    {
        var byPrice = (await Search(All with { Sort = CatalogueSort.Price, Users = 30, Population = 9_000 })).Hits;
        Assert.Equal(byPrice.Select(h => h.Price.MonthlyFor(30, 9_000)).Order(), byPrice.Select(h => h.Monthly));
        var newest = (await Search(All with { Sort = CatalogueSort.Newest })).Hits;
        Assert.Equal(newest.Select(h => h.PublishedAt).OrderDescending(), newest.Select(h => h.PublishedAt));
        var readings = (await Published()).ToDictionary(o => o.OfferId, o => JapaneseText.Fold(o.SoftwareAnswers["nameKana"]!.GetValue<string>()));
        var byName = (await Search(All with { Sort = CatalogueSort.Name })).Hits.Where(h => readings.ContainsKey(h.OfferId)).Select(h => readings[h.OfferId]).ToList();
        Assert.Equal(byName.Order(StringComparer.Ordinal), byName);
    }

    [Fact]
    public async Task An_older_version_that_comes_late_changes_nothing()
    {
        var offer = await Copy("検証遅延第二版");
        await Upsert(offer with { Version = 2 });
        await Upsert(offer with { Version = 1, Name = "検証遅延第一版" });
        Assert.Equal("検証遅延第二版", Assert.Single((await Search(All with { Keyword = "検証遅延" })).Hits).Name.Text);
        await Inside<ICatalogueIndex>(i => i.Remove(offer.OfferId, 3, default));
        await Upsert(offer with { Version = 2 });
        await Upsert(offer with { Version = 3 });
        Assert.Empty((await Search(All with { Keyword = "検証遅延" })).Hits);
        await Inside<ICatalogueIndex>(i => i.Remove(offer.OfferId, 3, default));
        await Upsert(offer with { Version = 4 });
        await Inside<ICatalogueIndex>(i => i.Remove(offer.OfferId, 2, default));
        Assert.Single((await Search(All with { Keyword = "検証遅延" })).Hits);
    }

    [Fact]
    public async Task A_removal_that_comes_before_its_publication_wins()
    {
        var offer = await Copy("検証先着の取下げ");
        await Inside<ICatalogueIndex>(i => i.Remove(offer.OfferId, offer.Version + 1, default));
        await Upsert(offer);
        Assert.Empty((await Search(All with { Keyword = "検証先着" })).Hits);
    }

    protected Task<List<OfferSnapshot>> Published() => app.Inside(async s =>
        await s.GetRequiredService<CatalogDbContext>().PublishedOffers.AsNoTracking().Where(p => p.WithdrawnAt == null).OrderBy(p => p.OfferId).Select(p => p.Snapshot).ToListAsync());

    protected async Task<OfferSnapshot> Copy(string name) => (await Published())[0] with
    {
        OfferId = Guid.CreateVersion7(), PublicId = PublicId.New(), Name = name, OfferName = "標準", Summary = "概要", SoftwareAnswers = new JsonObject(), OfferAnswers = new JsonObject(), Version = 1,
    };

    protected Task Upsert(OfferSnapshot offer) => Inside<ICatalogueIndex>(i => i.Upsert([offer], default));

    /// <summary>Searches an index that has taken in everything so far.</summary>
    protected abstract Task<CatalogueResults> Search(CatalogueQuery query);

    protected Task Inside<T>(Func<T, Task> act) where T : notnull => app.Inside(async s =>
    {
        await act(s.GetRequiredService<T>());
        return 0;
    });
}
