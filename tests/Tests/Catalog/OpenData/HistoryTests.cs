using System.Net;
using System.Text.Json;
using Marketplace.Catalog;
using Marketplace.Tests.Catalog.Listings;
using Xunit;

namespace Marketplace.Tests.Catalog.OpenData;

/// <summary>What was published stays to be seen by everybody, with what changed.</summary>
[Trait("Kind", "Db")]
public sealed class HistoryTests(CatalogApp app) : IClassFixture<CatalogApp>
{
    [Fact]
    public async Task Versions_and_their_differences_are_public_on_the_page_and_for_machines()
    {
        var software = await app.PublishedSoftware("履歴試験文書管理");
        var offer = await app.PublishedOffer(software, "履歴プラン");
        var seller = await app.SignIn(CatalogApp.Seller);
        foreach (var name in new[] { "履歴プラン改", "履歴プラン改二" })
        {
            await app.FillSection(seller, offer, SeedSet.Set.For(EntryKind.Offer).First(s => s.Questions.Any(q => q.Id == "offerName")).Id, CatalogApp.Named(SeedSet.OfferAnswers(), "offerName", name));
            await app.Submit(seller, offer);
            await app.Approve(await app.SignIn(CatalogApp.Reviewer), offer);
        }

        var visitor = app.Visitor();
        await visitor.Get($"/services/{offer}");
        Assert.Contains($"href=\"/services/{offer}/history\"", visitor.Html);
        await visitor.Get($"/services/{offer}/history");
        Assert.Contains("第3版 （公開中）", visitor.Text.Replace("第3版（", "第3版 （", StringComparison.Ordinal));
        Assert.Contains("最初の公開", visitor.Text);
        Assert.Contains(SeedSet.Question("offerName").Ja, visitor.Text);

        await visitor.Get($"/services/{offer}/history?from=1&to=3");
        Assert.Contains("第1版から第3版で変わったところ（1項目）", visitor.Text);
        Assert.Contains("<ins><span class=\"m-unseen\">追加：</span>改二</ins>", visitor.Html);
        await visitor.Get($"/services/{offer}/history?from=3&to=1");
        Assert.Contains("<del><span class=\"m-unseen\">削除：</span>改二</del>", visitor.Html);
        foreach (var nothing in new[] { "?from=1&to=9", "?from=1", "?from=x&to=1", "?p=2", "?p=0" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"/services/{offer}/history{nothing}")).Status);

        var history = await Json($"/api/v1/services/{offer}/history");
        Assert.Equal([3, 2, 1], history.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("version").GetInt32()));
        Assert.Equal(["offerName"], history.GetProperty("items")[0].GetProperty("changed").EnumerateArray().Select(c => c.GetString()));
        var first = await Json($"/api/v1/services/{offer}/history/1");
        Assert.Equal("履歴プラン", first.GetProperty("offerAnswers").GetProperty("offerName").GetString());
        var difference = (await Json($"/api/v1/services/{offer}/differences?from=1&to=2")).GetProperty("items")[0];
        Assert.Equal(("履歴プラン", "履歴プラン改"), (difference.GetProperty("before").GetString(), difference.GetProperty("after").GetString()));
        Assert.Equal(["Same", "Added"], difference.GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("kind").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Visitor().Get($"/api/v1/services/{offer}/history/9")).Status);
    }

    private async Task<JsonElement> Json(string address) => JsonDocument.Parse((await app.Visitor().Get(address)).Html).RootElement;
}
