using System.Net;
using Marketplace.Procurement;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>議決, 配当, 流用, 減額 and 繰越 as the accountant does them in the browser.</summary>
[Trait("Kind", "Db")]
public sealed class BudgetMovesTests(BudgetApp app) : IClassFixture<BudgetApp>
{
    private static FiscalYear Year => BudgetApp.Year;

    [Fact]
    public async Task What_is_voted_can_be_allotted_later_and_not_more()
    {
        var browser = await app.SignIn(BudgetApp.Accountant);
        await browser.Get("/budget/allot");
        await browser.Submit("/budget/allot", ("Input.Kind", "Vote"), ("Input.Line", "05-01-01-12"), ("Input.Name", "労働費"), ("Input.FundKind", "NationalGrant"), ("Input.FundName", "デジタル基盤改革支援補助金"), ("Input.Amount", "1000"));
        Assert.Contains("科目05-01-01-12に¥1,000の議決を登録しました。予算現額は¥1,000で、うち¥1,000が未配当です。", browser.Text);
        Assert.Contains("国庫支出金・交付金（デジタル基盤改革支援補助金）", browser.Text);
        await browser.Get("/budget/allot");
        await browser.Submit("/budget/allot", ("Input.Kind", "Allot"), ("Input.Line", "05-01-01-12"), ("Input.Amount", "1001"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("¥1不足しています", browser.Text);
        await browser.Submit("/budget/allot", ("Input.Amount", "600"));
        var line = await app.Line(Year, "05-01-01-12");
        Assert.Equal((1000L, 600L, 400L), (line.Voted.Yen, line.Allotted.Yen, line.Unallotted.Yen));
    }

    [Fact]
    public async Task A_grant_needs_its_name()
    {
        var browser = await app.SignIn(BudgetApp.Accountant);
        await browser.Get("/budget/allot");
        await browser.Submit("/budget/allot", ("Input.Line", "05-01-02-12"), ("Input.Name", "労働費"), ("Input.FundKind", "OtherBond"), ("Input.Amount", "1000"));
        Assert.Contains("財源の名称を入力してください", browser.Text);
        Assert.Contains("value=\"05-01-02-12\"", browser.Html);
    }

    [Fact]
    public async Task A_transfer_is_shown_before_it_is_done_and_sent_twice_counts_once()
    {
        await app.Allotted(Year, "06-01-01-12", 1000);
        await app.Allotted(Year, "06-01-01-13", 10);
        var browser = await app.SignIn(BudgetApp.Accountant);
        await browser.Get($"/budget/transfer?year={Year.Year}&from=06-01-01-12");
        await browser.Submit(null, ("Input.To", "06-01-01-13"), ("Input.Amount", "1,000"), ("Input.Reason", "見込みより利用が増えたため"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("まだ何も変わっていません", browser.Text);
        Assert.Contains("¥1,000 → ¥0", browser.Text);
        Assert.Contains("¥10 → ¥1,010", browser.Text);
        Assert.Equal(1000, (await app.Line(Year, "06-01-01-12")).Remaining.Yen);

        await browser.Submit(null, ("Confirmed", "true"));
        Assert.Equal("/budget", browser.Address.AbsolutePath);
        Assert.Contains("科目06-01-01-12から科目06-01-01-13へ¥1,000を流用しました", browser.Text);
        await browser.SubmitAgain();
        Assert.Equal("/budget", browser.Address.AbsolutePath);
        Assert.Equal(1010, (await app.Line(Year, "06-01-01-13")).Allotted.Yen);
        await browser.Get("/budget/history");
        Assert.Contains("科目06-01-01-12：科目06-01-01-13へ¥1,000を流用しました。", browser.Text);
        Assert.Contains("見込みより利用が増えたため", browser.Text);
    }

    [Fact]
    public async Task From_the_check_one_can_go_back_with_everything_typed()
    {
        await app.Allotted(Year, "06-02-01-12", 1000);
        await app.Allotted(Year, "06-02-01-13", 10);
        var browser = await app.SignIn(BudgetApp.Accountant);
        await browser.Get("/budget/transfer");
        await browser.Submit(null, ("Input.From", "06-02-01-12"), ("Input.To", "06-02-01-13"), ("Input.Amount", "500"), ("Input.Reason", "もとの理由"));
        await browser.Submit(null, ("Edit", "true"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("もとの理由</textarea>", WebUtility.HtmlDecode(browser.Html));
        Assert.Matches("<option[^>]*selected[^>]*06-02-01-13|<option[^>]*06-02-01-13[^>]*selected", browser.Html);
    }

    [Theory]
    [InlineData("06-03-01-12", "07-03-01-12", "10", "款の間の流用はできません")]
    [InlineData("06-03-01-12", "06-04-01-12", "10", "項の間の流用は、予算に定めがある場合に限られます")]
    [InlineData("06-03-01-12", "06-03-01-13", "1001", "¥1不足しています")]
    [InlineData("", "06-03-01-13", "10", "流用元の科目を選んでください")]
    [InlineData("06-03-01-12", "06-03-01-13", "十円", "金額は1円単位の数字で入力してください")]
    public async Task A_transfer_that_may_not_be_says_why_and_keeps_what_was_typed(string from, string to, string amount, string words)
    {
        foreach (var line in (string[])["06-03-01-12", "06-03-01-13", "06-04-01-12", "07-03-01-12"])
        {
            if ((await app.Report(Year)).Lines.All(l => l.Line != line))
                await app.Allotted(Year, line, 1000);
        }

        var before = await app.Entries();
        var browser = await app.SignIn(BudgetApp.Accountant);
        await browser.Get("/budget/transfer");
        await browser.Submit(null, ("Input.From", from), ("Input.To", to), ("Input.Amount", amount), ("Input.Reason", "残してほしい理由"));
        Assert.True(browser.Status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict, browser.Status.ToString());
        Assert.Contains(words, browser.Text);
        Assert.Contains("残してほしい理由", WebUtility.HtmlDecode(browser.Html));
        Assert.Equal(before, await app.Entries());
    }

    [Fact]
    public async Task A_cut_takes_what_is_not_allotted_first()
    {
        await app.Happened(new Appropriate(Guid.NewGuid(), BudgetApp.Today, "会計", Year, "08-01-01-12", "試験用の科目", Fund.General, new Money(100)));
        await app.Allotted(Year, "08-01-01-12", 50);
        var browser = await app.SignIn(BudgetApp.Accountant);
        await browser.Get("/budget/reduce?line=08-01-01-12");
        await browser.Submit(null, ("Input.Amount", "120"), ("Input.Reason", "減額補正"));
        await browser.Submit(null, ("Confirmed", "true"));
        Assert.Contains("科目08-01-01-12を¥120減額しました", browser.Text);
        var line = await app.Line(Year, "08-01-01-12");
        Assert.Equal((30L, 30L), (line.Voted.Yen, line.Allotted.Yen));
        await browser.Get("/budget/reduce?line=08-01-01-12");
        await browser.Submit(null, ("Input.Amount", "31"), ("Input.Reason", "減額補正"));
        Assert.Contains("減額できるのは、未配当¥0と執行可能残額¥30を合わせた¥30までです", browser.Text);
    }

    [Fact]
    public async Task An_unfinished_commitment_goes_to_the_next_year_with_its_money_once()
    {
        await app.Allotted(Year, "08-02-01-12", 1000);
        var id = Guid.NewGuid();
        await app.Happened(new Encumber(Guid.NewGuid(), BudgetApp.Today, "決裁者", id, Year, "08-02-01-12", new Money(700), "橋の台帳"));
        var browser = await app.SignIn(BudgetApp.Accountant);
        await browser.Get($"/budget/carry-over?year={Year.Year}&encumbrance={id}");
        await browser.Submit(null, ("Input.Reason", "大雪で納品が遅れたため"));
        Assert.Contains("橋の台帳", browser.Text);
        Assert.Contains("¥700 → ¥0", browser.Text);
        await browser.Submit(null, ("Confirmed", "true"));
        Assert.Contains("へ繰り越しました", browser.Text);
        await browser.SubmitAgain();
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("へ繰り越しました", browser.Text);
        Assert.Equal((300L, 0L), ((await app.Line(Year, "08-02-01-12")).Voted.Yen, (await app.Line(Year, "08-02-01-12")).Encumbered.Yen));
        Assert.Equal((700L, 700L), ((await app.Line(Year.Next, "08-02-01-12")).Voted.Yen, (await app.Line(Year.Next, "08-02-01-12")).Encumbered.Yen));
    }

    [Fact]
    public async Task An_unavoidable_delay_needs_a_commitment()
    {
        await app.Allotted(Year, "08-03-01-12", 1000);
        var browser = await app.SignIn(BudgetApp.Accountant);
        await browser.Get("/budget/carry-over?line=08-03-01-12");
        await browser.Submit(null, ("Input.Kind", "Accident"), ("Input.Amount", "10"), ("Input.Reason", "遅れ"));
        Assert.Contains("支出負担行為をしたものに限られます", browser.Text);
        await browser.Submit(null, ("Input.Kind", "Authorised"), ("Input.Line", ""));
        Assert.Contains("繰り越す科目か支出負担行為を選んでください", browser.Text);
    }

    [Theory]
    [InlineData("/budget/transfer")]
    [InlineData("/budget/reduce")]
    [InlineData("/budget/carry-over")]
    [InlineData("/budget/close")]
    [InlineData("/budget/open-year")]
    [InlineData("/budget/release")]
    [InlineData("/budget/settings/ordinance")]
    [InlineData("/budget/settings/debt")]
    [InlineData("/budget/import")]
    public async Task Those_who_do_not_keep_the_budget_do_not_move_it(string url)
    {
        foreach (var email in (string[])[BudgetApp.Requester, BudgetApp.Auditor])
            Assert.Equal(HttpStatusCode.Forbidden, (await (await app.SignIn(email)).Get(url)).Status);
    }

    [Fact]
    public async Task The_auditor_reads_the_pages_of_the_year_of_a_body()
    {
        var browser = await app.SignIn(BudgetApp.Auditor);
        foreach (var page in (string[])["year-end", "year-end/print", "settings", "handover", "handover/print", "history"])
        {
            await browser.Get($"/budget/{page}?year={Year.Year}&body=210005");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.DoesNotContain("Submit", browser.Html);
            await browser.Get($"/budget/{page}?year={Year.Year}");
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        }
    }
}
