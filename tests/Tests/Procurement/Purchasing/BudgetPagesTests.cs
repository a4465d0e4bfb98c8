using System.Net;
using System.Text;
using System.Text.Json;
using Marketplace.Procurement;
using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>What a body's people see and do with their budget, over HTTP on the seeded samples.</summary>
[Trait("Kind", "Db")]
public sealed class BudgetPagesTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    private const string Accountant = "kaikei@gifu-pref.example", Requester = "tanto@gifu-pref.example";
    private static readonly LocalGovernmentCode Gifu = LocalGovernmentCode.Parse("210005");

    [Fact]
    public async Task The_overview_shows_every_line_of_the_year_and_leads_to_its_history()
    {
        var browser = await app.SignIn(Requester);
        await browser.Get("/budget?year=2026");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("予算 2026年度（令和8年度）｜残り", browser.Text);
        Assert.Contains("02-01-05-12", browser.Text);
        Assert.DoesNotContain("配当を登録", browser.Text);
        await browser.Get("/budget/2026/02-01-05-12");
        Assert.Contains("¥38,000,000の配当を受けました。", browser.Text);
        await browser.Get("/budget?year=2020");
        Assert.Contains("2020年度（令和2年度）の予算はまだありません。", browser.Text);
    }

    [Theory]
    [InlineData("/budget/2026/99-99-99-99")]
    [InlineData("/budget/1/02-01-05-12")]
    public async Task A_line_that_is_not_there_is_not_found(string url) =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignIn(Requester)).Get(url)).Status);

    [Fact]
    public async Task Another_bodys_budget_cannot_be_asked_for()
    {
        var browser = await app.SignIn(Requester);
        await browser.Get("/api/v1/budget?year=2026&body=212024");
        Assert.Equal("210005", JsonDocument.Parse(browser.Html).RootElement.GetProperty("body").GetString());
    }

    [Fact]
    public async Task The_auditor_chooses_a_body()
    {
        var browser = await app.SignIn("kansa@operator.example");
        await browser.Get("/budget?year=2026");
        Assert.Contains("団体コード", browser.Text);
        await browser.Get("/budget?year=2026&body=210005");
        Assert.Contains("02-01-05-12", browser.Text);
        Assert.Contains("岐阜県", browser.Text);
        Assert.Contains("/budget/2026/02-01-05-12?body=210005", browser.Html);
        await browser.Get("/budget?body=210006");
        Assert.Contains("団体コードが正しくありません", browser.Text);
    }

    [Fact]
    public async Task An_allotment_sent_twice_counts_once()
    {
        var browser = await app.SignIn(Accountant);
        await browser.Get("/budget/allot?year=2026");
        var id = Guid.CreateVersion7().ToString();
        for (var i = 0; i < 2; i++)
        {
            await browser.Get("/budget/allot");
            await browser.Submit("/budget/allot", ("Input.Id", id), ("Input.Year", "2026"), ("Input.Line", "０９-０１-０１-１３"), ("Input.Name", "教育費"), ("Input.Amount", "1,200,000"));
            Assert.Equal("/budget", browser.Address.AbsolutePath);
            Assert.Contains("科目09-01-01-13に¥1,200,000の配当を登録しました。", browser.Text);
        }

        var lines = await app.Inside(p => p.GetRequiredService<IPurchasingAccounts>().Read(Gifu, new FiscalYear(2026), CancellationToken.None));
        Assert.Equal(new Money(1_200_000), lines.Single(l => l.Line == "09-01-01-13").Allotted);
    }

    [Fact]
    public async Task A_wrong_form_says_everything_at_its_field_and_keeps_what_was_typed()
    {
        var browser = await app.SignIn(Accountant);
        await browser.Get("/budget/allot");
        await browser.Submit("/budget/allot", ("Input.Line", "2-1"), ("Input.Name", "名前"), ("Input.Amount", "たくさん"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("科目コードは「02-01-05-13」のように", browser.Text);
        Assert.Contains("金額は1円単位の数字で入力してください", browser.Text);
        Assert.DoesNotContain("金額は1円以上", browser.Text);
        Assert.Contains("value=\"2-1\"", browser.Html);
        await browser.Submit("/budget/allot", ("Input.Line", "02-01-05-12"), ("Input.Name", "別の名前"), ("Input.Amount", "5"));
        Assert.Contains("合わせるか、空欄にしてください", browser.Text);
    }

    [Fact]
    public async Task Only_those_who_keep_the_budget_may_allot()
    {
        var browser = await app.SignIn(Requester);
        await browser.Get("/budget/allot");
        Assert.True(browser.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, browser.Status.ToString());
    }

    [Fact]
    public async Task The_file_has_a_mark_for_spreadsheets_and_no_formula()
    {
        var browser = await app.SignIn(Requester);
        using var response = await browser.Raw(new HttpRequestMessage(HttpMethod.Get, "/budget/csv?year=2026"));
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.Contains("年度,科目コード,科目名,財源,予算現額,配当額", Encoding.UTF8.GetString(bytes));
        Assert.Contains("2026,02-01-05-12,総務費・総務管理費・情報化推進費・委託料,一般財源,38000000,38000000,0,0,0,0,38000000,0,0,\r\n", Encoding.UTF8.GetString(bytes));

        var nasty = new BudgetLineFigures(new FiscalYear(2026), "02-01-05-13", "=cmd|' /C calc'!A0", new Money(1), Money.Zero, Money.Zero, Money.Zero, Money.Zero);
        Assert.Contains("'=cmd|' /C calc'!A0", Encoding.UTF8.GetString(BudgetCsv.Of(new Texts(), [nasty], new Dictionary<string, Money>())));
    }

    [Fact]
    public async Task Machines_read_whole_yen()
    {
        var browser = await app.SignIn(Requester);
        await browser.Get("/api/v1/budget?year=2027");
        var answer = JsonDocument.Parse(browser.Html).RootElement;
        Assert.Equal(2027, answer.GetProperty("fiscalYear").GetInt32());
        var line = answer.GetProperty("lines").EnumerateArray().First();
        Assert.Equal(line.GetProperty("allottedYen").GetInt64(), line.GetProperty("remainingYen").GetInt64());
    }
}
