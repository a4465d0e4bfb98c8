using System.Net;
using System.Text;
using Marketplace.Procurement;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>The end of a year and the beginning of the next, the rules for later years, and the handover.</summary>
[Trait("Kind", "Db")]
public sealed class BudgetYearEndTests(BudgetApp app) : IClassFixture<BudgetApp>
{
    private static FiscalYear Year => BudgetApp.Year;

    [Fact]
    public async Task A_year_is_settled_step_by_step_then_closed_and_reported()
    {
        var old = new FiscalYear(2023);
        var then = new DateOnly(2023, 6, 1);
        await app.Allotted(old, "02-01-01-12", 1000, then);
        var (delivered, gone) = (Guid.NewGuid(), Guid.NewGuid());
        await app.Happened(new Encumber(Guid.NewGuid(), then, "決裁者", delivered, old, "02-01-01-12", new Money(300), "届いたもの"));
        await app.Happened(new Accept(Guid.NewGuid(), then, "会計", delivered, new Money(300)));
        await app.Happened(new Encumber(Guid.NewGuid(), then, "決裁者", gone, old, "02-01-01-12", new Money(200), "やめたもの"));
        await app.Happened(new CarryOver(Guid.NewGuid(), new DateOnly(2024, 3, 20), "会計", old, "02-01-01-12", new Money(50), CarryOverKind.Authorised, null, "繰越明許"));

        var browser = await app.SignIn(BudgetApp.Accountant);
        await browser.Get("/budget/year-end?year=2023");
        Assert.Contains("未処理2件", browser.Text);
        Assert.Contains("過ぎました", browser.Text);
        Assert.DoesNotContain("/budget/close", browser.Html);
        await browser.Get("/budget/close?year=2023");
        Assert.Contains("支払の済んでいない¥500が残っています", browser.Text);

        await browser.Get($"/budget/release?year=2023&encumbrance={gone}");
        await browser.Submit(null);
        Assert.Contains("「やめたもの」の¥200を取り消し、科目02-01-01-12に戻しました。", browser.Text);
        await app.Happened(new RecordPayment(Guid.NewGuid(), new DateOnly(2024, 5, 10), "会計", delivered, new Money(300)));

        await browser.Get("/budget/close?year=2023");
        Assert.Contains("¥650", browser.Text);
        await browser.Submit(null);
        Assert.Contains("を締めました", browser.Text);
        Assert.Contains("締め済み", browser.Text);
        await browser.SubmitAgain();
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(650, (await app.Line(old, "02-01-01-12")).Unused!.Value.Yen);

        await browser.Get("/budget/year-end/print?year=2023");
        Assert.Contains("予算執行の決算報告", browser.Text);
        Assert.Contains("¥1,000 ¥300 ¥50 ¥650", browser.Text);
        await browser.Get("/budget?year=2023");
        Assert.Contains("締め済み・不用額¥650", browser.Text);
        Assert.DoesNotContain("/budget/transfer", browser.Html);
        using var response = await browser.Raw(new HttpRequestMessage(HttpMethod.Get, "/budget/csv?year=2023"));
        Assert.Contains(",950,950,0,0,0,300,0,0,50,650\r\n", Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
    }

    [Fact]
    public async Task A_year_that_still_runs_cannot_be_closed()
    {
        var browser = await app.SignIn(BudgetApp.Accountant);
        await browser.Get($"/budget/close?year={Year.Year}");
        Assert.Contains("締められるのは、出納閉鎖日の", browser.Text);
        Assert.DoesNotContain("この年度を締める", browser.Text);
    }

    [Fact]
    public async Task What_contracts_promise_is_committed_when_the_year_opens_once()
    {
        await app.Happened(new AdoptOrdinance(Guid.NewGuid(), BudgetApp.Today, "会計", "長期継続契約条例", 5));
        await app.Allotted(Year, "09-01-01-13", 1000);
        await app.Allotted(Year.Next, "09-01-01-13", 100);
        await app.Allotted(Year.Next, "09-01-01-14", 100);
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        foreach (var (id, name) in ((Guid, string)[])[(first, "五年の利用"), (second, "足りない利用")])
        {
            await app.Happened(new Encumber(Guid.NewGuid(), BudgetApp.Today, "決裁者", id, Year, "09-01-01-13", new Money(80), name)
            {
                Later = new LaterYears(LaterYearsBasis.LongTermContract, null, BudgetApp.Today, Year.Next.LastDay, [new YearAmount(Year.Next, new Money(80))]),
            });
        }

        var browser = await app.SignIn(BudgetApp.Accountant);
        await browser.Get($"/budget/year-end?year={Year.Year}");
        Assert.Contains("続いている契約2件が", browser.Text);
        await browser.Get($"/budget/open-year?year={Year.Next.Year}");
        Assert.Contains("五年の利用：¥80（長期継続契約）", browser.Text);
        await browser.Submit(null, ($"Chosen[{first}]", "09-01-01-13"), ($"Chosen[{second}]", "09-01-01-13"));
        Assert.Equal(HttpStatusCode.Conflict, browser.Status);
        Assert.Contains("¥60不足しています", browser.Text);
        Assert.Single((await app.Report(Year.Next)).Promised);

        // On another line, and the form sent twice.
        var left = (await app.Report(Year.Next)).Promised[0].EncumbranceId;
        await browser.Submit(null, ($"Chosen[{left}]", "09-01-01-14"));
        Assert.Contains("1件、合わせて¥80の支出負担行為をしました", browser.Text);
        await browser.SubmitAgain();
        Assert.Equal("/budget", browser.Address.AbsolutePath);
        Assert.Equal((80L, 80L), ((await app.Line(Year.Next, "09-01-01-13")).Encumbered.Yen, (await app.Line(Year.Next, "09-01-01-14")).Encumbered.Yen));
        await browser.Get($"/budget/open-year?year={Year.Next.Year}");
        Assert.Contains("まだ支出負担行為をしていない契約はありません", browser.Text);

        await browser.Get($"/budget/settings?year={Year.Year}");
        Assert.Contains("五年の利用", browser.Text);
        await browser.Get("/budget/handover");
        Assert.Contains("五年の利用", browser.Text);
        await browser.Get("/budget/handover/print");
        Assert.Contains("引継書", browser.Text);
    }

    [Fact]
    public async Task Limits_of_an_authority_show_their_use()
    {
        // A body of its own: what it promises would count among the other test's contracts.
        await using var own = new BudgetApp();
        await own.InitializeAsync();
        var browser = await own.SignIn(BudgetApp.Accountant);
        await browser.Get("/budget/settings/debt");
        await browser.Submit(null, ("Input.Subject", "文書管理"), ("Input.Limits[0]", "1,000"), ("Input.Limits[2]", "500"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("限度額を、続いた年度ごとに1円以上で入力してください", browser.Text);
        Assert.Contains("value=\"文書管理\"", WebUtility.HtmlDecode(browser.Html));
        await browser.Submit(null, ("Input.Limits[1]", "800"));
        Assert.Contains("債務負担行為「文書管理」を登録しました。限度額の合計は¥2,300です", browser.Text);
        await browser.SubmitAgain();
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        var authority = Assert.Single((await own.Report(Year)).Authorities);

        await own.Allotted(Year, "09-02-01-13", 1000);
        await own.Happened(new Encumber(Guid.NewGuid(), BudgetApp.Today, "決裁者", Guid.NewGuid(), Year, "09-02-01-13", new Money(10), "文書管理の契約")
        {
            Later = new LaterYears(LaterYearsBasis.DebtBurden, authority.Id, BudgetApp.Today, Year.Next.LastDay, [new YearAmount(Year.Next, new Money(300))]),
        });
        await browser.Get("/budget/settings");
        Assert.Contains("¥1,000 ¥300 ¥700", browser.Text);
    }

    [Fact]
    public async Task The_ordinance_is_entered_and_amended()
    {
        var browser = await app.SignIn(BudgetApp.Accountant);
        await browser.Get("/budget/settings/ordinance");
        await browser.Submit(null, ("Input.Name", "条例"), ("Input.MaxYears", "21"));
        Assert.Contains("最長年数は1から20まで", browser.Text);
        await browser.Submit(null, ("Input.MaxYears", "7"));
        Assert.Contains("最長7年です", browser.Text);
        Assert.Equal(7, (await app.Report(Year)).Ordinance!.MaxYears);
    }

    [Fact]
    public async Task A_hundred_lines_can_be_searched()
    {
        await app.Happened(new ImportBudget(Guid.NewGuid(), BudgetApp.Today, "会計", [.. Enumerable.Range(10, 80).Select(i =>
            new BudgetRow(Year, $"11-01-{i}-12", i == 42 ? "災害復旧費・特別な科目" : "災害復旧費", Fund.General, new Money(i), new Money(i)))]));
        var browser = await app.SignIn(BudgetApp.Requester);
        await browser.Get("/budget?q=特別な");
        Assert.Contains("11-01-42-12", browser.Text);
        Assert.DoesNotContain("11-01-43-12", browser.Text);
        await browser.Get("/budget");
        Assert.Contains("11-01 災害復旧費", browser.Text);
    }
}
