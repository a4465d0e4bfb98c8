using System.Net;
using System.Text;
using Marketplace.Procurement;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>The budget from a file: shown first, then all rows or none, whatever happens in between.</summary>
[Trait("Kind", "Db")]
public sealed class BudgetImportTests(BudgetApp app) : IClassFixture<BudgetApp>
{
    private static FiscalYear Year => BudgetApp.Year;

    static BudgetImportTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, bool, string> Encodings => new() { { "utf-8", false, "10-01-01-11" }, { "utf-8", true, "10-01-01-12" }, { "shift_jis", false, "10-01-01-13" } };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Files_as_spreadsheets_save_them_are_shown_and_change_nothing(string encoding, bool mark, string line)
    {
        var before = await app.Entries();
        var bytes = Encoding.GetEncoding(encoding).GetBytes(BudgetApp.Csv($"{BudgetApp.Y},{line},教育費・教育総務費・髙﨑,,,\"1,000\",600"));
        var (status, html) = await BudgetApp.Upload(await app.SignIn(BudgetApp.Accountant), mark ? [.. Encoding.UTF8.Preamble, .. bytes] : bytes);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("教育費・教育総務費・髙﨑", html);
        Assert.Contains("後の予算現額¥1,000、配当額¥600", html);
        Assert.Contains("まだ何も取り込んでいません", html);
        Assert.Equal(before, await app.Entries());
    }

    [Fact]
    public async Task All_rows_become_one_entry_and_sent_twice_count_once()
    {
        var before = await app.Entries();
        var browser = await Preview(BudgetApp.Csv($"{BudgetApp.Y},10-02-01-12,教育費,国庫支出金・交付金,学校補助金,1000,0", $"{BudgetApp.Y},10-02-01-13,教育費,,,500,500"));
        await browser.Submit("/budget/import", ("Confirmed", "true"));
        Assert.Contains("2科目の予算を取り込みました（議決¥1,500、配当¥500）", browser.Text);
        await browser.SubmitAgain();
        Assert.Contains("2科目の予算を取り込みました", browser.Text);
        Assert.Equal(before + 1, await app.Entries());
        var line = await app.Line(Year, "10-02-01-12");
        Assert.Equal((1000L, 0L, new Fund(FundKind.NationalGrant, "学校補助金")), (line.Voted.Yen, line.Allotted.Yen, line.Fund));
        await browser.Get("/budget/history");
        Assert.Contains("予算をファイルから2科目分まとめて取り込みました（議決¥1,500、配当¥500）。", browser.Text);
    }

    [Fact]
    public async Task One_bad_row_keeps_all_out_even_if_confirmed()
    {
        var before = await app.Entries();
        var browser = await app.SignIn(BudgetApp.Accountant);
        await browser.Get("/budget/import");
        await browser.Submit("/budget/import", ("Input.Csv", BudgetApp.Csv(
            $"{BudgetApp.Y},10-03-01-12,教育費,,,1000,1000", $"{BudgetApp.Y},10-3,教育費,宝くじ,,1000,千円", $"{BudgetApp.Y},10-03-01-12,教育費,,,5,", "", $"{BudgetApp.Y},10-03-01-14,,,,5,6")), ("Confirmed", "true"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("3行に誤りがあります", browser.Text);
        Assert.Contains("科目コードは「02-01-05-13」のように", browser.Text);
        Assert.Contains("財源区分「宝くじ」を読み取れません", browser.Text);
        Assert.Contains("「千円」を金額として読み取れません", browser.Text);
        Assert.Contains("科目10-03-01-12がこれより前の行にもあります", browser.Text);
        Assert.Contains("この年度で初めての科目です。名称を入力してください", browser.Text);
        Assert.Equal(before, await app.Entries());

        await browser.Submit("/budget/import", ("Download", "true"));
        Assert.StartsWith("行,列,内容\r\n3,科目コード,", browser.Html);
        Assert.Contains("\r\n3,財源区分,", browser.Html);
        Assert.Contains("\r\n3,配当額,", browser.Html);
    }

    [Theory]
    [InlineData("科目コード,科目名\r\n", "1行目の見出しに「年度」「財源区分」")]
    [InlineData("年度,科目コード,科目名,財源区分,財源名称,議決額,配当額\r\n,,,,,,\r\n", "予算の行がありません")]
    public async Task A_file_that_is_no_budget_is_said_to_be_so(string text, string words)
    {
        var (status, html) = await BudgetApp.Upload(await app.SignIn(BudgetApp.Accountant), Encoding.UTF8.GetBytes(text));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(words, html);
    }

    [Fact]
    public async Task Neither_other_encodings_nor_huge_files_are_read()
    {
        var browser = await app.SignIn(BudgetApp.Accountant);
        Assert.Contains("CSVとして読み取れません", (await BudgetApp.Upload(browser, Encoding.Unicode.GetBytes(BudgetApp.Csv("2026,1")))).Html);
        Assert.Contains("ファイルは1024 kBまでです", (await BudgetApp.Upload(browser, new byte[BudgetFile.MostBytes + 1])).Html);
        Assert.Contains("1000行までです", (await BudgetApp.Upload(browser, Encoding.UTF8.GetBytes(BudgetApp.Csv([.. Enumerable.Repeat("2026,01-01-01-01,a,,,1,1", 1001)])))).Html);
    }

    [Fact]
    public async Task What_changed_since_the_preview_is_noticed_and_nothing_is_taken_in()
    {
        await app.Happened(new Appropriate(Guid.NewGuid(), BudgetApp.Today, "会計", Year, "10-04-01-12", "教育費", Fund.General, new Money(100)));
        var browser = await Preview(BudgetApp.Csv($"{BudgetApp.Y},10-04-01-13,教育費,,,1,1", $"{BudgetApp.Y},10-04-01-12,,,,,100"));
        await app.Happened(new Allot(Guid.NewGuid(), BudgetApp.Today, "会計", Year, "10-04-01-12", "", new Money(1)) { Votes = false });
        var before = await app.Entries();
        await browser.Submit("/budget/import", ("Confirmed", "true"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("未配当は¥99で、¥1不足しています", browser.Text);
        Assert.Equal(before, await app.Entries());
    }

    [Fact]
    public async Task The_template_can_be_filled_in_and_sent_back()
    {
        var browser = await app.SignIn(BudgetApp.Accountant);
        using var response = await browser.Raw(new HttpRequestMessage(HttpMethod.Get, "/budget/import/template"));
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.All(BudgetFile.Read(BudgetFile.Decode(bytes)!).Value, row => Assert.Empty(row.Faults));
    }

    private async Task<Browser> Preview(string csv)
    {
        var browser = await app.SignIn(BudgetApp.Accountant);
        await browser.Get("/budget/import");
        await browser.Submit("/budget/import", ("Input.Csv", csv));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        return browser;
    }
}
