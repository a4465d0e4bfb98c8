using System.Net;
using Marketplace.Catalog;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Catalog.Listings;

[Trait("Kind", "Db")]
public sealed class DraftingTests(CatalogApp app) : IClassFixture<CatalogApp>
{
    [Fact]
    public async Task A_page_saves_what_is_right_and_shows_the_rest_as_typed()
    {
        var maker = await app.SignIn(CatalogApp.Maker);
        var id = await app.DraftSoftware(maker, "途中保存の見本");
        await maker.Get($"/listings/{id}/availability");
        await maker.Submit($"/listings/{id}/availability", ("answers[sla]", "たいへん高い"), ("answers[backup]", "daily"), ("answers[rtoHours]", "9999"), ("answers[rpoHours]", "１２"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, maker.Status);
        Assert.Contains("たいへん高い", maker.Html, StringComparison.Ordinal);
        Assert.Contains("9999", maker.Html, StringComparison.Ordinal);
        Assert.Contains("正しく入力された項目は保存しました", maker.Text, StringComparison.Ordinal);
        var saved = (await app.Entry(id)).Answers;
        Assert.Equal("daily", saved["backup"]!.GetValue<string>());
        Assert.Equal("12", saved["rpoHours"]!.ToJsonString());
        Assert.False(saved.ContainsKey("sla") || saved.ContainsKey("rtoHours"));

        // The page that was shown again goes on from what was saved.
        await maker.Submit($"/listings/{id}/availability", ("answers[sla]", "99.9"), ("answers[rtoHours]", "24"), ("go", "list"));
        Assert.Contains("「可用性」を保存しました。", maker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completeness_grows_and_gaps_stand_in_the_way_of_submitting()
    {
        var maker = await app.SignIn(CatalogApp.Maker);
        var id = await app.DraftSoftware(maker, "あと少しの見本");
        await app.FillSection(maker, id, "basic", CatalogApp.Named(SeedSet.SoftwareAnswers(), "name", "あと少しの見本"));
        Assert.Contains("未入力", maker.Text, StringComparison.Ordinal);
        await maker.Get($"/listings/{id}/check");
        Assert.Contains("申請するには、次の入力が必要です。", maker.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("この内容で申請する", maker.Text, StringComparison.Ordinal);

        var entry = await app.Entry(id);
        var refused = await app.Inside(s => s.GetRequiredService<SubmitListingHandler>().Handle(new SubmitListing(id, entry.Version), default));
        Assert.Contains(refused.Refusals, r => r.Field == "answers[lgwan]" && r.Code == "answer-required");
        Assert.Equal(WorkState.Draft, (await app.Entry(id)).Work);
    }

    [Fact]
    public async Task A_row_of_prices_is_added_without_script_and_nothing_typed_is_lost()
    {
        var software = await app.PublishedSoftware("行追加の見本ソフト");
        var seller = await app.SignIn(CatalogApp.Seller);
        var id = await app.DraftOffer(seller, software, "行追加プラン");
        await seller.Get($"/listings/{id}/price");
        await seller.Submit($"/listings/{id}/price", ("go", "add-row:pricePlan"), ("answers[pricePlan].initialYen", "十万円"), ("answers[pricePlan].tiers[0].monthlyYen", "1234567"));
        Assert.Equal(HttpStatusCode.OK, seller.Status);
        Assert.Contains("十万円", seller.Html, StringComparison.Ordinal);
        Assert.Contains("answers[pricePlan].tiers[9].from", seller.Html, StringComparison.Ordinal);
        Assert.Contains("1,234,567", seller.Html, StringComparison.Ordinal);
        Assert.False((await app.Entry(id)).Answers.ContainsKey("pricePlan"));
    }

    [Fact]
    public async Task A_double_submit_makes_one_draft()
    {
        var maker = await app.SignIn(CatalogApp.Maker);
        await maker.Get("/listings/software/new");
        var form = maker.Html;
        await maker.Submit(null, ("Input.Name", "二度押し"));
        var first = maker.Address.AbsolutePath;
        var once = System.Text.RegularExpressions.Regex.Match(form, "name=\"Input.Id\" (?:type=\"hidden\" )?value=\"([^\"]+)\"|value=\"([0-9a-f-]{36})\"").Groups.Values.Skip(1).First(g => g.Success).Value;
        await maker.Get("/listings/software/new");
        await maker.Submit(null, ("Input.Id", once), ("Input.Name", "二度押し"));
        Assert.Equal(first, maker.Address.AbsolutePath);
        Assert.Equal(1, await app.Inside(s => s.GetRequiredService<CatalogDbContext>().Entries.CountAsync(e => e.Title == "二度押し")));
    }

    [Fact]
    public async Task Two_people_editing_the_same_section_do_not_overwrite_each_other()
    {
        var maker = await app.SignIn(CatalogApp.Maker);
        var id = await app.DraftSoftware(maker, "同時編集の見本");
        var colleague = await app.SignIn("admin@mihon-gyosei.example");
        await maker.Get($"/listings/{id}/basic");
        await colleague.Get($"/listings/{id}/basic");
        await colleague.Submit($"/listings/{id}/basic", ("answers[summary]", "同僚の概要"));
        await maker.Submit($"/listings/{id}/basic", ("answers[summary]", "自分の概要"));
        Assert.Equal(HttpStatusCode.Conflict, maker.Status);
        Assert.Contains("ほかの人が内容を変更しました", maker.Text, StringComparison.Ordinal);
        Assert.Contains("自分の概要", maker.Html, StringComparison.Ordinal);
        Assert.Equal("同僚の概要", (await app.Entry(id)).Answers["summary"]!.GetValue<string>());
    }

    [Fact]
    public async Task Another_vendors_draft_does_not_exist()
    {
        var id = await app.DraftSoftware(await app.SignIn(CatalogApp.Maker), "他社から見えない見本");
        var other = await app.SignIn(CatalogApp.OtherSeller);
        foreach (var page in new[] { "", "/basic", "/check", "/withdraw", "/take-back" })
        {
            await other.Get($"/listings/{id}{page}");
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
        }

        await other.Get($"/listings/offers/new?q={Uri.EscapeDataString("他社から見えない見本")}");
        Assert.DoesNotContain("value=\"" + id, other.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_review_nothing_can_be_changed_until_it_is_taken_back()
    {
        var maker = await app.SignIn(CatalogApp.Maker);
        var id = await app.DraftSoftware(maker, "取戻しの見本");
        await app.Fill(maker, id, EntryKind.Software, CatalogApp.Named(SeedSet.SoftwareAnswers(), "name", "取戻しの見本"));
        await app.Submit(maker, id);
        await maker.Get($"/listings/{id}/basic");
        Assert.Contains("審査中のため変更できません", maker.Text, StringComparison.Ordinal);
        await maker.Get($"/listings/{id}/take-back");
        await maker.Submit($"/listings/{id}/take-back");
        Assert.Equal(WorkState.Draft, (await app.Entry(id)).Work);
        var reviewer = await app.SignIn(CatalogApp.Reviewer);
        await reviewer.Get("/reviews");
        Assert.DoesNotContain("取戻しの見本", reviewer.Text, StringComparison.Ordinal);
    }
}
