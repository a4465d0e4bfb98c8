using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Marketplace.Catalog;
using Marketplace.Catalog.SavedSearches;
using Marketplace.Shared;
using Marketplace.Tests.Catalog.Listings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Catalog.OpenData;

/// <summary>A person keeps a search, is told of what newly fits, and nobody else sees it.</summary>
[Trait("Kind", "Db")]
public sealed partial class SavedSearchTests(CatalogApp app) : IClassFixture<CatalogApp>
{
    private const string Requester = "tanto@gifu-pref.example", Colleague = "kessai@gifu-pref.example";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task What_newly_fits_is_told_until_it_is_looked_at_and_comes_by_feed()
    {
        var software = await app.PublishedSoftware("めずらしい名の検索試験品");
        await app.PublishedOffer(software, "はじめのプラン");
        var person = await app.SignIn(Requester);
        await person.Get("/services?q=%E3%82%81%E3%81%9A%E3%82%89%E3%81%97%E3%81%84%E5%90%8D&category=99");
        Assert.Contains("この検索に名前を付けて保存", person.Html);
        var search = await Keep(person, "?q=%E3%82%81%E3%81%9A%E3%82%89%E3%81%97%E3%81%84%E5%90%8D", "試験の検索");
        Assert.Contains("いま合うサービス 1件", person.Text);
        Assert.Contains("保存したときから", person.Text);
        Assert.Contains("前に見たあとの新着 0件", person.Text);
        var feed = await OpenFeed(person, search);
        Assert.Empty(await Entries(feed));

        await app.PublishedOffer(software, "あとのプラン", CatalogApp.OtherSeller);
        await Watch();
        await person.Get("/todo");
        Assert.Contains("保存した検索「試験の検索」", person.Text);
        Assert.Contains("前に見たあとの新着1件", person.Text);
        var entry = Assert.Single(await Entries(feed));
        Assert.EndsWith("あとのプラン", entry.Element(Atom + "title")!.Value);
        await person.Get(search);
        Assert.Contains("｜新着1件", person.Html);
        await person.Get("/todo");
        Assert.DoesNotContain("試験の検索", person.Text);
        Assert.Single(await Entries(feed));
        await Watch();
        await person.Get("/saved-searches");
        Assert.DoesNotContain("新着1件", person.Text);
    }

    [Fact]
    public async Task It_is_kept_once_renamed_and_removed_by_its_owner_alone()
    {
        var person = await app.SignIn(Requester);
        await Keep(person, "?category=01", "二度押し");
        await person.SubmitAgain();
        var search = person.Address.AbsolutePath;
        Assert.Equal(1, await Count("二度押し"));

        await person.Get("/saved-searches/new?category=01");
        await person.Submit("/saved-searches/new", ("Input.Name", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, person.Status);
        Assert.Contains("検索の名前を入力してください", person.Text);
        await person.Submit("/saved-searches/new", ("Input.Name", new string('あ', 61)));
        Assert.Contains("60文字以内", person.Text);
        Assert.Contains(new string('あ', 61), person.Html);

        foreach (var other in new[] { Colleague, "tanto@ogaki-city.example" })
        {
            var stranger = await app.SignIn(other);
            foreach (var page in new[] { "", "/edit", "/remove" })
                Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(search + page)).Status);
            Assert.DoesNotContain("二度押し", (await stranger.Get("/saved-searches")).Text);
        }

        await person.Get(search + "/edit");
        await person.Submit(null, ("Input.Name", "新しい名前"));
        Assert.Contains("名前を変えました", person.Text);
        await person.SubmitAgain();
        Assert.Contains("名前を変えました", person.Text);
        await person.Get(search + "/edit");
        var window = await app.SignIn(Requester);
        await window.Get(search + "/edit");
        await window.Submit(null, ("Input.Name", "新しい名前2"));
        await person.Submit(null, ("Input.Name", "遅れた名前"));
        Assert.Equal(HttpStatusCode.Conflict, person.Status);
        Assert.Contains("遅れた名前", person.Html);
        await window.Get(search + "/edit");
        await window.Submit(null, ("Input.Name", "新しい名前"));

        var feed = await OpenFeed(person, search);
        var second = await OpenFeed(person, search);
        Assert.Equal(HttpStatusCode.NotFound, await Status(feed));
        Assert.Equal(HttpStatusCode.OK, await Status(second));
        Assert.DoesNotContain("/feeds/searches/", (await person.Get(search + "/edit")).Html);
        await person.Submit($"{search}/edit?handler=Close");
        Assert.Equal(HttpStatusCode.NotFound, await Status(second));
        Assert.Equal(HttpStatusCode.NotFound, await Status("/feeds/searches/x.atom"));

        await person.Get(search + "/remove");
        Assert.Contains("「新しい名前」を削除しますか", person.Text);
        await person.Submit(null);
        Assert.Contains("保存した検索を削除しました", person.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await person.Get(search)).Status);
        Assert.Equal(0, await Count("新しい名前"));
    }

    private static async Task<string> Keep(Browser person, string query, string name)
    {
        await person.Get("/saved-searches/new" + query);
        await person.Submit("/saved-searches/new", ("Input.Name", name));
        Assert.Contains("検索を保存しました", person.Text);
        return person.Address.AbsolutePath;
    }

    private static async Task<string> OpenFeed(Browser person, string search)
    {
        await person.Get(search + "/edit");
        await person.Submit($"{search}/edit?handler=Feed");
        return new Uri(Feed().Match(person.Html).Groups[1].Value).AbsolutePath;
    }

    private async Task<List<XElement>> Entries(string feed) => [.. XDocument.Parse((await app.Visitor().Get(feed)).Html).Root!.Elements(Atom + "entry")];

    private async Task<HttpStatusCode> Status(string feed) => (await app.Visitor().Get(feed)).Status;

    private async Task Watch()
    {
        // The columns follow the index by polling; the watch looks only when they have moved.
        await app.Services.GetRequiredService<Marketplace.Catalog.Search.ColumnsFeed>().Refresh(default);
        await app.Services.GetRequiredService<SavedSearchWatch>().RunOnce(default);
    }

    private Task<int> Count(string name) => app.Inside(s => s.GetRequiredService<CatalogDbContext>().SavedSearches.CountAsync(x => x.Name == name));

    [GeneratedRegex("<code>(https://localhost/feeds/searches/[0-9a-f]{64}\\.atom)</code>")]
    private static partial Regex Feed();
}
