using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using CsvHelper;
using Marketplace.Catalog;
using Marketplace.Catalog.OpenData;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Catalog.OpenData;

/// <summary>The published catalogue for everybody: every way out says the same, whole and in order.</summary>
[Trait("Kind", "Db")]
public sealed class OpenDataTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom", Map = "http://www.sitemaps.org/schemas/sitemap/0.9";

    [Fact]
    public async Task Api_files_and_sitemap_hold_the_same_listings()
    {
        var published = (await Published()).Select(o => o.PublicId).Order(StringComparer.Ordinal).ToList();
        var paged = new List<string>();
        for (var next = (string?)"/api/v1/catalogue?limit=7"; next is not null;)
        {
            var page = await Json(next);
            Assert.Equal("https://creativecommons.org/licenses/by/4.0/deed.ja", page.GetProperty("licence").GetString());
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!));
            next = page.GetProperty("next").GetString();
        }

        var csv = await Rows("/open-data/catalogue.csv");
        var lines = (await Bytes("/open-data/catalogue.jsonl")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var map = XDocument.Parse((await Bytes("/sitemaps/1.xml")).Text).Descendants(Map + "loc").Select(l => l.Value.Split('/')[^1]).ToList();
        Assert.Equal(published, paged.Order(StringComparer.Ordinal));
        Assert.Equal(published, csv.Select(r => r["番号"]).Order(StringComparer.Ordinal));
        Assert.Equal(published, lines.Select(l => l.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(published, map.Order(StringComparer.Ordinal));
        Assert.Equal(published.Count, paged.Distinct(StringComparer.Ordinal).Count());

        var offer = (await Published())[0];
        var row = csv.Single(r => r["番号"] == offer.PublicId);
        var line = lines.Single(l => l.GetProperty("id").GetString() == offer.PublicId);
        Assert.Equal((offer.SellerName, offer.ContentHash), (row["販売者"], row["内容のハッシュ"]));
        Assert.Equal(offer.ContentHash, line.GetProperty("contentHash").GetString());
        Assert.Equal(offer.OfferAnswers.ToJsonString(), line.GetProperty("offerAnswers").GetRawText(), new JsonText());
        foreach (var question in Listings.SeedSet.Set.Sections.SelectMany(s => s.Questions).Where(q => q.Export))
            Assert.Contains(question.Ja, row.Keys);
        Assert.Equal("はい", csv.First(r => r["番号"] == published.First(id => lines.Any(l => l.GetProperty("id").GetString() == id && HasYes(l)))).Values.First(v => v == "はい"));
    }

    [Fact]
    public async Task The_csv_opens_in_spreadsheets_and_runs_nothing()
    {
        Assert.Equal(Encoding.UTF8.GetPreamble(), (await Bytes("/open-data/catalogue.csv")).Raw[..3]);
        string[] cells = ["=1+1", "＝1+1", "+81", "-1", "@SUM(A1)", "\tx", "普通、\"引用\"", "a\nb", "a,b"];
        using var csv = new CsvReader(new StringReader(Encoding.UTF8.GetString(SafeCsv.Rows([cells, ["次の行"]]))), System.Globalization.CultureInfo.InvariantCulture);
        await csv.ReadAsync();
        Assert.Equal(cells.Select((c, i) => i < 6 ? "'" + c : c), csv.Parser.Record!);
        await csv.ReadAsync();
        Assert.Equal(["次の行"], csv.Parser.Record!);
        Assert.StartsWith("列,名前,説明", (await Bytes("/open-data/columns.csv")).Text);
    }

    [Theory]
    [InlineData("/api/v1/services?q=%E7%AE%A1%E7%90%86")]
    [InlineData("/api/v1/catalogue?limit=3&after=00000000000000000000000000000000")]
    [InlineData("/api/v1/questions")]
    [InlineData("/open-data/catalogue.csv")]
    [InlineData("/open-data/catalogue.jsonl")]
    [InlineData("/feeds/services.atom")]
    [InlineData("/sitemap.xml")]
    public async Task What_the_client_has_already_is_not_sent_again(string address)
    {
        using var first = await app.Visitor().Raw(new HttpRequestMessage(HttpMethod.Get, address));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await app.Visitor().Raw(again);
        Assert.Equal((HttpStatusCode.NotModified, 0), (second.StatusCode, (await second.Content.ReadAsByteArrayAsync()).Length));
        var other = new HttpRequestMessage(HttpMethod.Get, address);
        other.Headers.TryAddWithoutValidation("If-None-Match", "\"something-else\"");
        using var third = await app.Visitor().Raw(other);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task The_page_names_licence_sizes_and_time_and_the_sizes_are_true()
    {
        var page = await app.Visitor().Get("/open-data");
        Assert.Contains("CC BY 4.0", page.Text);
        var size = (await Bytes("/open-data/catalogue.csv")).Raw.Length;
        Assert.Contains(size < 1_000_000 ? $"{size / 1000m:#,0.#} kB" : $"{size / 1_000_000m:#,0.#} MB", page.Text);
        Assert.DoesNotContain("計算中", page.Text);
        Assert.Contains("\"license\":\"https://creativecommons.org/licenses/by/4.0/deed.ja\"", page.Html);
        using var head = await app.Visitor().Raw(new HttpRequestMessage(HttpMethod.Head, "/open-data/catalogue.csv"));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Contains("rel=\"license\"", head.Headers.GetValues("Link").Single());
        Assert.NotNull(head.Content.Headers.LastModified);
    }

    [Fact]
    public async Task The_sitemap_comes_in_parts_that_hold_no_more_than_they_may()
    {
        var offers = (await Published()).Count;
        var index = await app.Inside(async s => XDocument.Parse(Encoding.UTF8.GetString(await s.GetRequiredService<Sitemap>().Index("https://x", default, 10))));
        Assert.Equal(1 + (offers + 9) / 10, index.Descendants(Map + "loc").Count());
        var seen = new List<string>();
        for (var part = 1; await app.Inside(s => s.GetRequiredService<Sitemap>().Part(part, "https://x", default, 10)) is { } bytes; part++)
        {
            var places = XDocument.Parse(Encoding.UTF8.GetString(bytes)).Descendants(Map + "loc").Select(l => l.Value).ToList();
            Assert.InRange(places.Count, 1, 10);
            seen.AddRange(places);
        }

        Assert.Equal((offers, offers), (seen.Count, seen.Distinct(StringComparer.Ordinal).Count()));
        Assert.Equal(HttpStatusCode.NotFound, (await Raw("/sitemaps/99.xml")).StatusCode);
        Assert.Contains("/services?category=01", (await Bytes("/sitemaps/0.xml")).Text);
        Assert.Contains("Sitemap: https://localhost/sitemap.xml", (await Bytes("/robots.txt")).Text);
    }

    [Fact]
    public async Task The_feed_has_the_newest_listings_first()
    {
        var feed = XDocument.Parse((await Bytes("/feeds/services.atom")).Text).Root!;
        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.InRange(entries.Count, 1, AtomFeed.Most);
        var times = entries.Select(e => e.Element(Atom + "published")!.Value).ToList();
        Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);
        Assert.All(entries, e => Assert.StartsWith("https://localhost/services/", e.Elements(Atom + "link").First(l => l.Attribute("rel")!.Value == "alternate").Attribute("href")!.Value));
        Assert.All(entries, e => Assert.NotEmpty(e.Element(Atom + "author")!.Element(Atom + "name")!.Value));
        var odd = (await Published())[0] with { Name = "制\u0001御<b>&" };
        Assert.Equal("制御<b>& " + odd.OfferName, XDocument.Parse(Encoding.UTF8.GetString(AtomFeed.Of("t", "s", "p", "r", [new FeedEntry(odd, DateTimeOffset.UnixEpoch)], new CategoryTree([]), DateTimeOffset.UnixEpoch)))
            .Root!.Element(Atom + "entry")!.Element(Atom + "title")!.Value);
    }

    [Fact]
    public async Task Changes_are_handed_out_in_an_order_into_which_nothing_is_put_in_later()
    {
        var offers = (await Published()).Take(2).ToList();
        var start = (await Json("/api/v1/catalogue?limit=1")).GetProperty("changes").GetString()!;
        await using var first = await app.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var second = await app.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var early = await first.BeginTransactionAsync();
        await using var late = await second.BeginTransactionAsync();
        // The first takes its number, the second its number and the lower sequence; the second commits first, then the first adds its line.
        await Run(first, early, "select pg_current_xact_id()");
        await Change(second, late, offers[1], 91);
        await Change(first, early, offers[0], 90);
        await late.CommitAsync();
        var between = await Json(start);
        Assert.Empty(between.GetProperty("items").EnumerateArray());
        await Change(first, early, offers[0], 92);
        await early.CommitAsync();

        var seen = new List<int>();
        var next = between.GetProperty("next").GetString()!;
        for (var until = DateTime.UtcNow.AddSeconds(20); seen.Count < 3 && DateTime.UtcNow < until; await Task.Delay(50))
        {
            // One at a time, so that the cursor is asked between lines of one transaction as well.
            var page = await Json(next.Replace("limit=100", "limit=1", StringComparison.Ordinal));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("version").GetInt32()).Where(v => v >= 90));
            next = page.GetProperty("next").GetString()!;
        }

        Assert.Equal([90, 92, 91], seen);
        await Run(first, null, "delete from catalog.offer_change where version >= 90");
    }

    [Fact]
    public async Task The_feed_begins_with_everything_published_and_refuses_cursors_that_mean_nothing_here()
    {
        var page = await Json("/api/v1/changes?limit=1000");
        var known = page.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("kind").GetString() == "published").Select(i => i.GetProperty("id").GetString()!).ToHashSet(StringComparer.Ordinal);
        Assert.Empty((await Published()).Select(o => o.PublicId).Where(id => !known.Contains(id)));
        Assert.Equal(HttpStatusCode.Conflict, (await Raw("/api/v1/changes?after=1.2.3")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Raw("/api/v1/changes?after=nonsense")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Raw("/api/v1/changes?limit=0")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Raw("/api/v1/catalogue?after=x")).StatusCode);
    }

    [Fact]
    public async Task A_listing_is_complete_for_search_engines()
    {
        var offer = (await Published())[0];
        var html = (await app.Visitor().Get($"/services/{offer.PublicId}")).Html;
        var start = html.IndexOf('{', html.IndexOf("ld&#x2B;json", StringComparison.Ordinal) is > 0 and var at ? at : html.IndexOf("ld+json", StringComparison.Ordinal));
        var data = JsonDocument.Parse(html[start..html.IndexOf("</script>", start, StringComparison.Ordinal)]).RootElement;
        Assert.Equal(["SoftwareApplication", "Product"], data.GetProperty("@type").EnumerateArray().Select(t => t.GetString()));
        var its = data.GetProperty("offers");
        foreach (var part in new[] { "price", "priceCurrency", "availability", "priceSpecification", "seller", "url" })
            Assert.True(its.TryGetProperty(part, out _), part);
        Assert.StartsWith("https://localhost/vendors/", its.GetProperty("seller").GetProperty("url").GetString());
        Assert.Equal(offer.Price.Initial.Yen, its.GetProperty("priceSpecification")[1].GetProperty("price").GetInt64());
    }

    private static bool HasYes(JsonElement line) => new[] { "softwareAnswers", "offerAnswers" }.Any(a => line.GetProperty(a).EnumerateObject().Any(p => p.Value.ValueKind == JsonValueKind.True));

    private static Task Change(NpgsqlConnection connection, NpgsqlTransaction transaction, OfferSnapshot offer, int version) => Run(connection, transaction,
        $"insert into catalog.offer_change (offer_id, public_id, version, withdrawn, at) values ('{offer.OfferId}', '{offer.PublicId}', {version}, false, now())");

    private static async Task Run(NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync();
    }

    private Task<HttpResponseMessage> Raw(string address) => app.Visitor().Raw(new HttpRequestMessage(HttpMethod.Get, address));

    private async Task<(byte[] Raw, string Text)> Bytes(string address)
    {
        using var response = await Raw(address);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return (bytes, Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'));
    }

    private async Task<List<Dictionary<string, string>>> Rows(string address)
    {
        using var csv = new CsvReader(new StringReader((await Bytes(address)).Text), System.Globalization.CultureInfo.InvariantCulture);
        await csv.ReadAsync();
        csv.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (await csv.ReadAsync())
            rows.Add(csv.HeaderRecord!.Select((h, i) => (h, csv.GetField(i)!)).ToDictionary(c => c.h, c => c.Item2, StringComparer.Ordinal));
        return rows;
    }

    private async Task<JsonElement> Json(string address) => JsonDocument.Parse((await Bytes(address)).Text).RootElement;

    private Task<List<OfferSnapshot>> Published() => app.Inside(async s =>
        await s.GetRequiredService<CatalogDbContext>().PublishedOffers.AsNoTracking().Where(p => p.WithdrawnAt == null).OrderBy(p => p.OfferId).Select(p => p.Snapshot).ToListAsync());

    /// <summary>Equal as JSON, whatever the order of its fields and the way its letters are escaped.</summary>
    private sealed class JsonText : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(x!), System.Text.Json.Nodes.JsonNode.Parse(y!));

        public int GetHashCode(string obj) => 0;
    }
}
