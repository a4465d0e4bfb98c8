using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Catalog;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Catalog.Browse;

[Trait("Kind", "Db")]
public sealed partial class BrowsePagesTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/services", HttpStatusCode.OK)]
    [InlineData("/services?p=2", HttpStatusCode.OK)]
    [InlineData("/services?p=0", HttpStatusCode.NotFound)]
    [InlineData("/services?p=-1", HttpStatusCode.NotFound)]
    [InlineData("/services?p=abc", HttpStatusCode.NotFound)]
    [InlineData("/services?p=100000", HttpStatusCode.NotFound)]
    [InlineData("/services?q=%22%27%3B%5C%7C-%21&lgwan=nonsense&what=ever&category=99&sort=7&users=x&priceFrom=-3", HttpStatusCode.OK)]
    [InlineData("/services?q=%E5%AD%98%E5%9C%A8%E3%81%97%E3%81%AA%E3%81%84%E8%A8%80%E8%91%89", HttpStatusCode.OK)]
    [InlineData("/services/unknownpubid", HttpStatusCode.NotFound)]
    [InlineData("/vendors", HttpStatusCode.OK)]
    [InlineData("/vendors?p=2", HttpStatusCode.NotFound)]
    [InlineData("/vendors/unknownpubid", HttpStatusCode.NotFound)]
    [InlineData("/compare", HttpStatusCode.OK)]
    [InlineData("/compare?ids=unknownpubid&ids=", HttpStatusCode.OK)]
    [InlineData("/compare.csv", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/services?p=0", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/services/unknownpubid", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/vendors/unknownpubid", HttpStatusCode.NotFound)]
    public async Task Answers(string address, HttpStatusCode status) => Assert.Equal(status, (await app.Visitor().Get(address)).Status);

    [Fact]
    public async Task The_search_page_shows_what_every_link_then_shows()
    {
        var page = await app.Visitor().Get("/services?q=%E7%AE%A1%E7%90%86&population=20000");
        Assert.True(page.Html.Length < 150_000, $"{page.Html.Length} characters");
        Assert.Contains("<mark>管理</mark>", page.Html, StringComparison.Ordinal);
        var links = FacetLinks().Matches(page.Html).ToList();
        Assert.InRange(links.Count, 20, 300);
        foreach (var link in links.Where((_, i) => i % 6 == 0))
        {
            var then = await app.Visitor().Get(WebUtility.HtmlDecode(link.Groups[1].Value));
            Assert.Contains($"：{link.Groups[2].Value}件", then.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_mistyped_name_is_guessed_and_names_are_suggested_while_typing()
    {
        var page = await app.Visitor().Get("/services?q=%E6%96%87%E6%9B%B8%E7%AE%A1%E7%90%86%E3%83%BB%E9%9B%BB%E5%AD%90%E6%B1%BA%E6%B8%88");
        Assert.Contains("もしかして：", page.Text, StringComparison.Ordinal);
        Assert.Contains("文書管理・電子決裁", page.Text, StringComparison.Ordinal);
        var names = JsonSerializer.Deserialize<string[]>((await app.Visitor().Get("/services/suggest?q=%E3%81%B6%E3%82%93%E3%81%97%E3%82%87")).Html)!;
        var kanji = JsonSerializer.Deserialize<string[]>((await app.Visitor().Get("/services/suggest?q=%E6%96%87%E6%9B%B8")).Html)!;
        Assert.Contains("文書管理・電子決裁", kanji);
        Assert.InRange(kanji.Length, 2, 8);
        Assert.All(kanji, n => Assert.Contains("文書", n, StringComparison.Ordinal));
        Assert.All(names, n => Assert.NotEmpty(n));
        Assert.Empty(JsonSerializer.Deserialize<string[]>((await app.Visitor().Get("/services/suggest?q=")).Html)!);
    }

    [Fact]
    public async Task The_operator_s_synonyms_are_searched_for_and_a_wrong_line_is_named()
    {
        var reviewer = await app.SignIn("shinsa@operator.example");
        await reviewer.Get("/reviews/synonyms");
        var before = WebUtility.HtmlDecode(SynonymLines().Match(reviewer.Html).Groups[1].Value).Trim();
        await reviewer.Submit(null, ("lines", before + "\nさいころ\n文書管理、ふみづくえ"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reviewer.Status);
        Assert.Contains($"{before.Split('\n').Length + 1}行目：同じ意味の語を", reviewer.Text, StringComparison.Ordinal);
        Assert.Contains("ふみづくえ", reviewer.Html, StringComparison.Ordinal);
        Assert.Equal(0, await Count("/services?q=%E3%81%B5%E3%81%BF%E3%81%A5%E3%81%8F%E3%81%88"));

        await reviewer.Submit(null, ("lines", before.Replace("電子申請、", "電子申請、ふみづくえ、", StringComparison.Ordinal)));
        Assert.Contains("同義語を保存しました", reviewer.Text, StringComparison.Ordinal);
        var (found, clock) = (0, System.Diagnostics.Stopwatch.StartNew());
        while (found == 0 && clock.Elapsed < TimeSpan.FromSeconds(20))
        {
            await Task.Delay(500);
            found = await Count("/services?q=%E3%81%B5%E3%81%BF%E3%81%A5%E3%81%8F%E3%81%88");
        }

        Assert.True(found >= await Count("/services?q=%22%E9%9B%BB%E5%AD%90%E7%94%B3%E8%AB%8B%22") && found > 0, $"{found} found by the synonym");
        Assert.Equal(0, await Count("/services?q=%22%E3%81%B5%E3%81%BF%E3%81%A5%E3%81%8F%E3%81%88%22"));
    }

    private async Task<int> Count(string address) =>
        JsonDocument.Parse((await app.Visitor().Get("/api/v1" + address)).Html).RootElement.GetProperty("total").GetInt32();

    [GeneratedRegex("<textarea[^>]*>(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex SynonymLines();

    [Fact]
    public async Task Nothing_found_echoes_the_keyword_and_gives_five_hints_and_clearing_keeps_keyword_and_category()
    {
        var page = await app.Visitor().Get("/services?q=%3Cb%3E%E3%81%AA%E3%81%84&category=01&lgwan=direct&secure=1");
        Assert.Contains("「<b>ない」に合うサービスは見つかりませんでした", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>ない", page.Html, StringComparison.Ordinal);
        Assert.Equal(5, Regex.Count(page.Html[page.Html.IndexOf("class=\"hints\"", StringComparison.Ordinal)..page.Html.IndexOf("</main>", StringComparison.Ordinal)].Split("</ul>")[0], "<li>"));
        Assert.Contains("<a href=\"/services?q=%3Cb%3E%E3%81%AA%E3%81%84&amp;category=01\">絞り込みをすべて解除</a>", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_keep_the_filters_and_together_show_each_offer_once()
    {
        var seen = new List<string>();
        var url = (string?)"/api/v1/services?dataLocation=domestic&sort=price&population=8000";
        for (var total = -1; url is not null;)
        {
            var page = await Json(url);
            Assert.True(total == -1 || total == page.GetProperty("total").GetInt32());
            total = page.GetProperty("total").GetInt32();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!));
            url = page.GetProperty("next").GetString();
            if (url is null)
                Assert.Equal(total, seen.Count);
        }

        Assert.Equal(seen.Distinct(), seen);
        Assert.True(seen.Count > 30);
    }

    [Fact]
    public async Task A_listing_shows_price_proofs_answers_and_data_for_machines()
    {
        var offer = (await Published())[0];
        var page = await app.Visitor().Get($"/services/{offer.PublicId}?users=40&population=12000&months=24");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        foreach (var text in new[] { offer.Name, offer.OfferName, offer.SellerName, offer.Price.MonthlyFor(40, 12_000).ToString(), offer.Price.TotalFor(40, 12_000, 24).ToString(), offer.ContentHash })
            Assert.Contains(text, page.Text, StringComparison.Ordinal);
        var data = JsonDocument.Parse(JsonLd().Match(page.Html).Groups[1].Value).RootElement;
        Assert.Equal(offer.Name, data.GetProperty("name").GetString());
        Assert.Equal(offer.Price.MonthlyFor(40, 12_000).Yen, data.GetProperty("offers").GetProperty("price").GetInt64());
        var api = await Json($"/api/v1/services/{offer.PublicId}");
        Assert.Equal(offer.ContentHash, api.GetProperty("contentHash").GetString());
    }

    [Fact]
    public async Task A_withdrawn_listing_is_gone_with_a_date()
    {
        var offer = (await Published())[^1];
        await app.Inside(async s =>
        {
            var db = s.GetRequiredService<CatalogDbContext>();
            var published = await db.PublishedOffers.SingleAsync(p => p.OfferId == offer.OfferId);
            published.Withdraw(DateTimeOffset.Parse("2026-10-05T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
            return await db.SaveChangesAsync();
        });
        var page = await app.Visitor().Get($"/services/{offer.PublicId}");
        Assert.Equal(HttpStatusCode.Gone, page.Status);
        Assert.Contains("2026年10月5日", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await app.Visitor().Get($"/api/v1/services/{offer.PublicId}")).Status);
    }

    [Fact]
    public async Task Up_to_six_are_compared_more_are_refused_in_words()
    {
        var ids = (await Published()).Take(7).Select(o => o.PublicId).ToArray();
        var six = await app.Visitor().Get($"/compare?{string.Join('&', ids.Take(6).Select(i => $"ids={i}"))}&ids=nosuchthing");
        Assert.Contains("サービスの比較｜6件", six.Html, StringComparison.Ordinal);
        Assert.Contains("日本法", six.Text, StringComparison.Ordinal);
        var same = await app.Visitor().Get($"/compare?ids={ids[0]}&diff=1");
        Assert.Contains("違いはありません", same.Text, StringComparison.Ordinal);
        Assert.Contains("比べられるのは6件までです", (await app.Visitor().Get($"/compare?{string.Join('&', ids.Select(i => $"ids={i}"))}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comparison_is_saved_for_spreadsheets_without_formulas()
    {
        var offer = (await Published())[0];
        using var response = await app.Visitor().Raw(new HttpRequestMessage(HttpMethod.Get, $"/compare.csv?ids={offer.PublicId}"));
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var evil = new Marketplace.Catalog.Browse.Comparison([offer with { Name = "=1+1", OfferName = "" }], [new("s", [new("r", ["@SUM(A1)"])])]);
        var text = System.Text.Encoding.UTF8.GetString(Marketplace.Catalog.Browse.ComparisonFiles.Csv(evil, new Texts()));
        Assert.DoesNotContain(",=", text, StringComparison.Ordinal);
        Assert.DoesNotContain(",@", text, StringComparison.Ordinal);
        using var excel = await app.Visitor().Raw(new HttpRequestMessage(HttpMethod.Get, $"/compare.xlsx?ids={offer.PublicId}&users=10"));
        using var book = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(await excel.Content.ReadAsByteArrayAsync()), isEditable: false);
        var cells = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToList();
        Assert.Contains(cells, c => c.InnerText.Contains(offer.Name, StringComparison.Ordinal));
        // Costs are numbers.
        Assert.Contains(cells, c => c.DataType?.Value == DocumentFormat.OpenXml.Spreadsheet.CellValues.Number && c.InnerText == offer.Price.MonthlyFor(10, 50_000).Yen.ToString());
    }

    [Fact]
    public async Task Costs_are_computed_for_the_numbers_typed_and_wrong_ones_are_told_at_their_field()
    {
        var offer = (await Published())[0];
        var page = await app.Visitor().Get($"/services/{offer.PublicId}?users=２０&population=9,000&months=36");
        var total = offer.Price.TotalFor(20, 9_000, 36);
        Assert.Contains(total.ToString(), page.Text, StringComparison.Ordinal);
        Assert.Contains(ConsumptionTax.Including(total).ToString(), page.Text, StringComparison.Ordinal);
        Assert.Contains(offer.Price.TotalFor(20, 9_000, 60).ToString(), page.Text, StringComparison.Ordinal);
        var wrong = await app.Visitor().Get($"/services/{offer.PublicId}?users=たくさん&months=500");
        Assert.Contains("利用者数は1から1,000,000までの数字で入力してください。", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("利用期間は1から120までの月数で入力してください。", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"たくさん\"", wrong.Html, StringComparison.Ordinal);
        var json = (await app.Visitor().Get($"/api/v1/services/{offer.PublicId}/cost?users=20&population=9000&months=36")).Html;
        Assert.Contains($"\"total\":{total.Yen},", json, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await app.Visitor().Get($"/api/v1/services/{offer.PublicId}/cost?users=0")).Status);
    }

    [Fact]
    public async Task Where_the_price_depends_on_how_many_bodies_use_it_the_calculator_asks()
    {
        var offer = (await Published()).First(o => o.Price.Basis == PriceBasis.Bodies && o.Price.MonthlyFor(1, 1, 60) < o.Price.MonthlyFor(1, 1));
        var total = offer.Price.TotalFor(100, 50_000, 36, bodies: 60);
        var page = await app.Visitor().Get($"/services/{offer.PublicId}?bodies=60&months=36");
        Assert.Contains(total.ToString(), page.Text, StringComparison.Ordinal);
        Assert.Contains("60団体で使う場合の1団体分", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"60\"", page.Html, StringComparison.Ordinal);
        var wrong = await app.Visitor().Get($"/services/{offer.PublicId}?bodies=0");
        Assert.Contains("共同で使う団体数は1から4,000までの数字で入力してください。", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("1団体で使う場合", wrong.Text, StringComparison.Ordinal);

        Assert.Contains($"\"total\":{total.Yen},", (await app.Visitor().Get($"/api/v1/services/{offer.PublicId}/cost?bodies=60&months=36")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await app.Visitor().Get($"/api/v1/services/{offer.PublicId}/cost?bodies=4001")).Status);

        var compared = await app.Visitor().Get($"/compare?ids={offer.PublicId}&bodies=60&months=36");
        Assert.Contains(total.ToString(), compared.Text, StringComparison.Ordinal);
        Assert.Contains("60団体で共同利用", compared.Text, StringComparison.Ordinal);
        var refused = await app.Visitor().Get($"/compare?ids={offer.PublicId}&bodies=多数");
        Assert.Contains("共同で使う団体数は1から4,000までの数字で入力してください。", refused.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"多数\"", refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vendors_are_listed_by_kana_row_and_have_pages()
    {
        var all = await app.Visitor().Get("/vendors");
        var link = VendorLinks().Matches(all.Html).Select(m => m.Groups[1].Value).First();
        var page = await app.Visitor().Get(link);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("公開中のサービス", page.Text, StringComparison.Ordinal);
        var rows = RowLinks().Matches(all.Html).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).ToList();
        Assert.True(rows.Count > 4, "The legal form must not put everybody into one row.");
        var sum = 0;
        foreach (var row in rows)
            sum += VendorLinks().Count((await app.Visitor().Get(row)).Html);
        Assert.Equal(VendorLinks().Count(all.Html), sum);
    }

    [Fact]
    public async Task A_case_finds_its_candidates_with_the_true_total_and_in_words()
    {
        var found = await app.Inside(s => s.GetRequiredService<ICatalogue>().Find("?q=%E7%AE%A1%E7%90%86&lgwan=direct&p=3", 2, default));
        var api = await Json("/api/v1/services?q=%E7%AE%A1%E7%90%86&lgwan=direct");
        Assert.Equal(api.GetProperty("total").GetInt64(), found.Total);
        Assert.Equal(api.GetProperty("items").EnumerateArray().Take(2).Select(i => i.GetProperty("id").GetString()), found.Offers.Select(o => o.PublicId));
        Assert.Equal("「管理」・LGWANからの利用：直接使える（LGWAN-ASP） の検索結果", found.InWords);
    }

    private async Task<JsonElement> Json(string address) => JsonDocument.Parse((await app.Visitor().Get(address)).Html).RootElement;

    private Task<List<OfferSnapshot>> Published() => app.Inside(async s =>
        await s.GetRequiredService<CatalogDbContext>().PublishedOffers.AsNoTracking().Where(p => p.WithdrawnAt == null).OrderBy(p => p.OfferId).Select(p => p.Snapshot).ToListAsync());

    [GeneratedRegex("<a [^>]*href=\"(/services\\?[^\"]*)\"[^>]*>[^<]*</a>[^<]*<span class=\"m-count\">([0-9,]+)</span>")]
    private static partial Regex FacetLinks();

    [GeneratedRegex("<script type=\"application/ld(?:\\+|&#x2B;)json\"[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex JsonLd();

    [GeneratedRegex("<a href=\"(/vendors/[a-z0-9]+)\">")]
    private static partial Regex VendorLinks();

    [GeneratedRegex("<a href=\"(/vendors\\?row=[^\"]+)\">")]
    private static partial Regex RowLinks();
}
