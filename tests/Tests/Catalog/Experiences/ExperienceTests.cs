using System.Net;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Catalog.Experiences;

/// <summary>A body tells of a service, the operator returns and publishes, the seller replies, another body asks: each as a person at a browser.</summary>
[Trait("Kind", "Db")]
public sealed class ExperienceTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    private static readonly string[] Desks = ["/reviews", "/reviews/vendors", "/reviews/expiring", "/reviews/experiences"];
    private const string Teller = "tanto@ogaki-city.example", Asker = "tanto@takayama-city.example", Bystander = "tanto@ikeda-town.example", Reviewer = "shinsa@operator.example", Seller = "hanbai@mihon-gyosei.example";

    [Fact]
    public async Task A_body_tells_the_operator_publishes_the_seller_replies_and_another_body_asks()
    {
        var service = await Service("小さな町村でも", Seller);
        var page = $"/services/{service}/experiences";
        var teller = await app.SignIn(Teller);
        await teller.Get($"/services/{service}");
        Assert.Contains("使っている団体の声を読む", teller.Text, StringComparison.Ordinal);
        await teller.Get(page);
        Assert.Contains("このサービスの事例を書く", teller.Text, StringComparison.Ordinal);

        // Wrong input is told at the field, and nothing typed is lost.
        await teller.Get($"/experiences/write?service={service}");
        await teller.Submit(null, ("Input.Since", "令和5"), ("Input.Users", "１２０"), ("Input.YearlyCost", "1,320,000"), ("Input.Good", "窓口の待ち時間が半分になりました。"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, teller.Status);
        Assert.Contains("使い始めた年は1990から", teller.Text, StringComparison.Ordinal);
        Assert.Contains("契約の方法を選んでください", teller.Text, StringComparison.Ordinal);
        Assert.Contains("窓口の待ち時間が半分になりました。", teller.Html, StringComparison.Ordinal);
        await teller.Submit(null, ("Input.Since", "2023"), ("Input.Way", "Proposal"), ("Input.TakesContact", "true"));
        Assert.Equal("/experiences", teller.Address.AbsolutePath);
        Assert.Contains("公開前の確認中", teller.Text, StringComparison.Ordinal);
        await teller.SubmitAgain();
        Assert.Equal(1, await app.Scalar<long>("select count(*) from catalog.experience where good like '窓口の待ち時間%'"));

        var id = await app.Scalar<string>("select public_id from catalog.experience where good like '窓口の待ち時間%'");
        // Until it is published nobody else sees it.
        var visitor = app.Visitor();
        Assert.DoesNotContain("窓口の待ち時間が半分", (await visitor.Get(page)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("窓口の待ち時間が半分", (await visitor.Get($"/api/v1{page}")).Html, StringComparison.Ordinal);
        var reviewer = await app.SignIn(Reviewer);
        Assert.Contains("導入事例と返信", (await reviewer.Get("/todo")).Text, StringComparison.Ordinal);
        await reviewer.Get("/reviews/experiences");
        await reviewer.Submit(null, ("publish", "false"));
        Assert.Contains("差し戻すときは、どこを", reviewer.Text, StringComparison.Ordinal);
        await reviewer.Submit(null, ($"Comment-{id}", "半分になった根拠を書いてください。"), ("publish", "false"));
        Assert.Contains("直して送る", (await teller.Get("/todo")).Text, StringComparison.Ordinal);
        await teller.Get($"/experiences/write/{id}");
        Assert.Contains("半分になった根拠を書いてください", teller.Text, StringComparison.Ordinal);
        await teller.Submit($"/experiences/write/{id}", ("Input.Good", "窓口の待ち時間が40分から20分になりました。"));
        await Publish(reviewer);

        // The cost is a band, because the body did not allow the sum.
        await visitor.Get(page);
        Assert.Contains("40分から20分", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("100万円以上500万円未満", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1,320,000", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("\"yearlyCost\":null", (await visitor.Get($"/api/v1{page}")).Html, StringComparison.Ordinal);

        var seller = await app.SignIn(Seller, Role.Seller);
        await seller.Get($"/experiences/{id}/reply");
        await seller.Submit(null, ("Input.Text", "お使いいただき、ありがとうございます。"));
        Assert.DoesNotContain("お使いいただき", (await visitor.Get(page)).Text, StringComparison.Ordinal);
        await Publish(reviewer);
        Assert.Contains("お使いいただき", (await visitor.Get(page)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignIn("hanbai@kakuu-joho.example")).Get($"/experiences/{id}/reply")).Status);

        var asker = await app.SignIn(Asker);
        await asker.Get($"/experiences/{id}/contact");
        await asker.Submit(null, ("Input.Text", " "));
        Assert.Contains("内容を入力してください", asker.Text, StringComparison.Ordinal);
        await asker.Submit(null, ("Input.Text", "住民への案内はどうしましたか。"));
        await asker.SubmitAgain();
        Assert.Equal(1, await app.Scalar<long>("select count(*) from catalog.contact_request"));
        var contact = $"/experiences/contacts/{await app.Scalar<string>("select public_id from catalog.contact_request")}";
        Assert.Contains("ほかの団体からの問合せ1件", (await teller.Get("/todo")).Text, StringComparison.Ordinal);
        await teller.Get(contact);
        await teller.Submit(null, ("Input.Text", "広報紙に1か月前から載せました。"));
        Assert.Contains("広報紙に1か月前から", (await asker.Get(contact)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignIn(Bystander)).Get(contact)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await asker.Get($"/experiences/write/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await teller.Get($"/experiences/{id}/contact")).Status);

        await teller.Get($"/experiences/write/{id}");
        await teller.Submit($"/experiences/write/{id}?handler=Withdraw");
        Assert.DoesNotContain("40分から20分", (await visitor.Get(page)).Text, StringComparison.Ordinal);
        // The answer that was given stays readable for the two.
        Assert.Contains("広報紙に1か月前から", (await asker.Get(contact)).Text, StringComparison.Ordinal);
        Assert.True(await app.Scalar<long>("select count(*) from shared.audit where record in ('catalog.experience', 'catalog.contact_request')") >= 7);
    }

    [Fact]
    public async Task Bodies_of_about_the_readers_size_come_first()
    {
        var service = await app.Scalar<string>("select p.public_id from catalog.published_offer p join catalog.experience e on e.offer_id = p.offer_id where e.body_name = '高山市'");
        // Takayama (84,000), Ikeda (23,000) and Gujo (38,000) told of it.
        var order = Names((await app.Visitor().Get($"/services/{service}/experiences")).Text);
        Assert.Equal(3, order.Count);
        Assert.Equal("高山市", Names((await (await app.SignIn("tanto@ikeda-town.example")).Get($"/services/{service}/experiences")).Text)[^1]);
        Assert.Equal("高山市", Names((await (await app.SignIn("tanto@ogaki-city.example")).Get($"/services/{service}/experiences")).Text)[0]);
    }

    [Fact]
    public async Task What_was_changed_since_it_was_read_is_not_published_unread()
    {
        var service = await Service("録音から決裁まで", null);
        var teller = await app.SignIn(Teller);
        await teller.Get($"/experiences/write?service={service}");
        await teller.Submit(null, ("Input.Since", "2024"), ("Input.Users", "10"), ("Input.YearlyCost", "300000"), ("Input.Way", "SmallNegotiated"), ("Input.Good", "はじめの文"));
        var reviewer = await app.SignIn(Reviewer);
        await reviewer.Get("/reviews/experiences");
        var id = await app.Scalar<string>("select public_id from catalog.experience where good = 'はじめの文'");
        await teller.Get($"/experiences/write/{id}");
        await teller.Submit($"/experiences/write/{id}", ("Input.Good", "あとの文"));
        await reviewer.Submit(null, ("publish", "true"));
        Assert.Equal(HttpStatusCode.Conflict, reviewer.Status);
        Assert.Equal("Submitted", await app.Scalar<string>($"select state from catalog.experience where public_id = '{id}'"));
        await Publish(reviewer);
        Assert.Equal("Published", await app.Scalar<string>($"select state from catalog.experience where public_id = '{id}'"));
    }

    [Fact]
    public async Task Who_only_reads_reviews_is_not_led_to_what_is_refused()
    {
        var (auditor, reviewer) = (await app.SignIn("kansa@operator.example"), await app.SignIn(Reviewer));
        foreach (var desk in Desks[..3])
            Assert.DoesNotContain("/reviews/experiences", (await auditor.Get(desk)).Html, StringComparison.Ordinal);
        foreach (var desk in Desks)
        {
            var page = (await reviewer.Get(desk)).Html;
            var tabs = page[page.IndexOf("class=\"m-tabs\"", StringComparison.Ordinal)..];
            tabs = tabs[..tabs.IndexOf("</nav>", StringComparison.Ordinal)];
            Assert.All(Desks, other => Assert.Contains($"href=\"{other}\"", tabs, StringComparison.Ordinal));
            Assert.Contains($"aria-current=\"page\" href=\"{desk}\"", tabs, StringComparison.Ordinal);
        }
    }

    private static async Task Publish(Browser reviewer)
    {
        await reviewer.Get("/reviews/experiences");
        await reviewer.Submit(null, ("publish", "true"));
        Assert.Contains("公開しました。", reviewer.Text, StringComparison.Ordinal);
    }

    private static List<string> Names(string text) => [.. new[] { "高山市", "池田町", "郡上市" }.Where(n => text.Contains(n + " 岐阜県", StringComparison.Ordinal)).OrderBy(n => text.IndexOf(n + " 岐阜県", StringComparison.Ordinal))];

    private Task<string> Service(string summary, string? seller) => app.Scalar<string>($"""
        select public_id from catalog.published_offer where withdrawn_at is null and snapshot->>'summary' like '{summary}%'
        {(seller is null ? "" : "and snapshot->>'sellerName' = '株式会社みほん行政システム'")} order by public_id limit 1
        """)!;
}
