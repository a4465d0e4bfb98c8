using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Certification;

[Trait("Kind", "Db")]
public sealed partial class CertificationTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    [Fact]
    public async Task An_incomplete_application_is_refused_with_links_to_what_is_missing()
    {
        var vendor = await app.RegisterVendor();
        await vendor.Submit();
        Assert.Equal(HttpStatusCode.Conflict, vendor.Browser.Status);
        foreach (var link in new[] { "href=\"#company\"", "href=\"#declaration\"", "href=\"#proofs\"", "href=\"/certification/company\"", "href=\"/certification/proofs/new\"" })
            Assert.Contains(link, vendor.Browser.Html, StringComparison.Ordinal);
        await vendor.FillIn();
        await vendor.AddProof(app.Today().AddYears(-3), app.Today().AddDays(-1));
        await vendor.Submit();
        Assert.Contains("今日の時点で有効な情報セキュリティの証明書", vendor.Browser.Text, StringComparison.Ordinal);
        await vendor.Browser.Get("/certification");
        Assert.Contains("準備中", vendor.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returned_with_a_comment_corrected_compared_and_certified()
    {
        var vendor = await app.SubmittedVendor();
        var reviewer = await app.SignIn("shinsa@operator.example");
        await reviewer.OpenReview(vendor);
        var page = reviewer.Address.AbsolutePath;
        await reviewer.Decide("Return");
        Assert.Contains("1つ以上の項目にコメント", reviewer.Text, StringComparison.Ordinal);
        await reviewer.Decide("Return", ("Input.Comments[about]", "対象の団体の規模を書いてください。"));
        Assert.Equal("/reviews/vendors", reviewer.Address.AbsolutePath);

        await vendor.Browser.Get("/certification/company");
        Assert.Contains("対象の団体の規模を書いてください。", vendor.Browser.Text, StringComparison.Ordinal);
        await vendor.FillIn("人口1万人から30万人の団体に文書管理サービスを提供しています。");
        await vendor.Submit();
        vendor.ShouldBeAt("/certification");

        await reviewer.Get(page);
        Assert.Contains("前回の申請から変わったところ：1か所", reviewer.Text, StringComparison.Ordinal);
        Assert.Contains("<mark>人口1万人から30万人の団体に文書管理サービスを提供しています。</mark>", reviewer.Html, StringComparison.Ordinal);
        Assert.Contains("<del>自治体向けの文書管理サービスを提供しています。</del>", reviewer.Html, StringComparison.Ordinal);
        Assert.Contains("前回のコメント：対象の団体の規模を書いてください。", reviewer.Text, StringComparison.Ordinal);
        await reviewer.Decide("Certify");

        var standing = await app.StandingOf(vendor);
        Assert.Null(standing.WhyNot(app.Today()));
        Assert.Equal([(1L, true, 1)], await app.PublishedStandings(vendor));
        await vendor.Browser.Get("/certification");
        Assert.Contains("認証済", vendor.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_reviewers_the_second_is_told_that_somebody_decided()
    {
        var vendor = await app.SubmittedVendor();
        var (first, second) = (await app.SignIn("shinsa@operator.example"), await app.SignIn("admin@operator.example"));
        foreach (var reviewer in new[] { first, second })
        {
            await reviewer.OpenReview(vendor);
            await reviewer.Get(reviewer.Address.AbsolutePath + "/decide");
        }

        await first.Decide("Certify");
        await second.Decide("Return", ("Input.Comments[whole]", "書き直してください。"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("ほかの人が内容を変更しました", second.Text, StringComparison.Ordinal);
        Assert.True((await app.StandingOf(vendor)).Certified);
    }

    [Fact]
    public async Task Suspension_shows_at_once_and_can_be_lifted()
    {
        var vendor = await app.CertifiedVendor();
        var reviewer = await app.SignIn("shinsa@operator.example");
        await reviewer.OpenReview(vendor);
        await reviewer.Decide("Suspend");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reviewer.Status);
        await reviewer.Decide("Suspend", ("Input.Reason", "指名停止の通知を受けたため"));
        Assert.Equal("not-certified", (await app.StandingOf(vendor)).WhyNot(app.Today())?.Code);
        await vendor.Browser.Get("/certification");
        Assert.Contains("指名停止の通知を受けたため", vendor.Browser.Text, StringComparison.Ordinal);
        await reviewer.Decide("Reinstate");
        Assert.Null((await app.StandingOf(vendor)).WhyNot(app.Today()));
        Assert.Equal([(1L, true, 1), (2L, false, 1), (3L, true, 1)], await app.PublishedStandings(vendor));
    }

    [Fact]
    public async Task A_lapsed_proof_forbids_contracts_and_a_renewed_one_allows_them_before_anybody_confirms()
    {
        var vendor = await app.CertifiedVendor();
        await vendor.Browser.Get("/certification/proofs");
        var proof = ProofLink().Match(vendor.Browser.Html).Value;
        await vendor.Browser.Get(proof);
        await vendor.Browser.Submit(null, ("Input.Expires", VendorSteps.Day(app.Today().AddDays(-1))));
        vendor.ShouldBeAt("/certification/proofs");
        Assert.Equal("proof-expired", (await app.StandingOf(vendor)).WhyNot(app.Today())?.Code);
        using (var json = await Api(vendor))
        {
            Assert.True(json.RootElement.GetProperty("certified").GetBoolean());
            Assert.Equal("proof-expired", json.RootElement.GetProperty("whyNot").GetString());
        }

        await vendor.AddValidProof(app, "IS 600002");
        Assert.Null((await app.StandingOf(vendor)).WhyNot(app.Today()));

        var reviewer = await app.SignIn("shinsa@operator.example");
        await reviewer.Get("/reviews/vendors");
        Assert.Contains("IS 600002", reviewer.Text, StringComparison.Ordinal);
        await reviewer.OpenReview(vendor);
        await reviewer.Get(ReviewProofLinks().Matches(reviewer.Html).Select(m => m.Value).Last(link => !link.Contains(proof.Split('/')[^1], StringComparison.Ordinal)));
        await reviewer.Submit(null, ("Input.Stands", "false"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reviewer.Status);
        await reviewer.Submit(null, ("Input.Stands", "false"), ("Input.Reason", "登録簿に見当たりません。"));
        Assert.Equal("proof-expired", (await app.StandingOf(vendor)).WhyNot(app.Today())?.Code);
        Assert.Equal([1L, 2L, 3L, 4L], (await app.PublishedStandings(vendor)).Select(s => s.Version));
    }

    [Fact]
    public async Task A_form_sent_twice_makes_one_proof_and_an_old_form_is_stale()
    {
        var vendor = await app.RegisterVendor();
        await app.Settle();
        var id = Guid.CreateVersion7().ToString();
        for (var i = 0; i < 2; i++)
        {
            await vendor.Browser.Get("/certification/proofs/new");
            await vendor.Browser.Submit(null, ("Input.Id", id), ("Input.Kind", "PrivacyMark"), ("Input.Number", "17000001"), ("Input.Issuer", "試験協会"), ("Input.ValidFrom", "2026-01-01"), ("Input.Expires", "2027-12-31"));
        }

        await vendor.Browser.Get("/certification/proofs");
        Assert.Contains("証明書（1件）", vendor.Browser.Text, StringComparison.Ordinal);

        await vendor.Browser.Get("/certification/company");
        var old = VersionField().Match(vendor.Browser.Html).Groups[1].Value;
        await vendor.Browser.Submit(null, ("Input.About", "はじめの文"));
        await vendor.Browser.Get("/certification/company");
        await vendor.Browser.Submit(null, ("Input.About", "別の画面の文"), ("Input.Version", old));
        Assert.Contains("ほかの人が内容を変更しました", vendor.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("別の画面の文", vendor.Browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drafts_and_other_vendors_things_are_not_found()
    {
        var (vendor, other) = (await app.SubmittedVendor(), await app.RegisterVendor());
        await vendor.Browser.Get("/certification/proofs");
        await vendor.Browser.Get("/certification/check");
        Assert.DoesNotContain("変更する", vendor.Browser.Text, StringComparison.Ordinal);
        var reviewer = await app.SignIn("shinsa@operator.example");
        await reviewer.Get($"/reviews/vendors?state=all&q={other.Number}");
        Assert.Contains("当てはまる申請はありません", reviewer.Text, StringComparison.Ordinal);
        await other.AddValidProof(app);
        await other.Browser.Get("/certification/proofs");
        var proof = ProofLink().Match(other.Browser.Html).Value;
        await vendor.Browser.Get(proof);
        Assert.Equal(HttpStatusCode.NotFound, vendor.Browser.Status);
        await vendor.Browser.Get("/reviews/vendors");
        Assert.Equal(HttpStatusCode.Forbidden, vendor.Browser.Status);
    }

    [Fact]
    public async Task The_sample_vendors_are_certified_and_the_watch_shows_the_lapsed_proofs()
    {
        var reviewer = await app.SignIn("kansa@operator.example");
        await reviewer.Get("/reviews/expiring");
        Assert.Contains("SAMPLE-PMARK-1098", reviewer.Text, StringComparison.Ordinal);
        Assert.Contains("SAMPLE-ISO27001-1168", reviewer.Text, StringComparison.Ordinal);
        await reviewer.Get("/reviews/vendors?state=Certified&q=%E8%A6%8B%E6%9C%AC");
        Assert.Equal(HttpStatusCode.OK, reviewer.Status);
        var vendor = await app.SignIn("admin@mihon-gyosei.example");
        using var answer = await vendor.Raw(new HttpRequestMessage(HttpMethod.Get, "/api/v1/certification"));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("Certified", json.RootElement.GetProperty("state").GetString());
        Assert.True(json.RootElement.GetProperty("mayContract").GetBoolean());
    }

    [Theory]
    [InlineData("/certification")]
    [InlineData("/certification/company")]
    [InlineData("/certification/declaration")]
    [InlineData("/certification/proofs")]
    [InlineData("/certification/check")]
    public async Task The_vendor_s_pages_read_in_English(string url)
    {
        var browser = await app.SignIn("admin@kakuu-joho.example");
        await browser.Get("/language");
        await browser.Submit("/language", ("language", "en"));
        await browser.Get(url);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("lang=\"en\"", browser.Html, StringComparison.Ordinal);
    }

    private static async Task<JsonDocument> Api(TestVendor vendor)
    {
        using var answer = await vendor.Browser.Raw(new HttpRequestMessage(HttpMethod.Get, "/api/v1/certification"));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("/certification/proofs/[0-9a-z]{12}")]
    private static partial Regex ProofLink();

    [GeneratedRegex("/reviews/vendors/[0-9a-z]{12}/proofs/[0-9a-z]{12}")]
    private static partial Regex ReviewProofLinks();

    [GeneratedRegex("name=\"Input.Version\"[^>]*value=\"(\\d+)\"")]
    private static partial Regex VersionField();
}
