using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Marketplace.Billing;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Tests.Billing;

/// <summary>Statement lines: import, automatic matching, matching by hand.</summary>
[Trait("Kind", "Db")]
public sealed class StatementTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    private readonly BillingFlow flow = new(app);

    [Fact]
    public async Task A_file_is_shown_first_then_imported_once()
    {
        var (contract, invoice) = await flow.Invoiced(310_000);
        var number = (await flow.Stored(invoice)).Number;
        var today = BillingFlow.Form(BillingFlow.Today);
        var csv = $"date,amount,payer,reference\n{today},341000,ギフケン,{number}\n{today},777,シラナイ,\n{today},777,シラナイ,\n";
        var seller = await flow.Seller();
        var preview = await Upload(seller, Encoding.UTF8.GetBytes(csv));
        Assert.Contains("3行を取り込む", preview, StringComparison.Ordinal);
        Assert.Equal(0, await flow.Look(db => db.StatementLines.CountAsync(l => l.Payer == "シラナイ")));

        for (var round = 0; round < 2; round++)
        {
            await seller.Get("/payments/import");
            await seller.Submit(null, ("Input.Csv", csv));
            Assert.Contains(round == 0 ? "3件を取り込み、1件を消し込みました" : "0件を取り込み、0件を消し込みました。すでに登録されていた3件", seller.Text, StringComparison.Ordinal);
        }

        Assert.Equal(2, await flow.Look(db => db.StatementLines.CountAsync(l => l.Payer == "シラナイ" && l.InvoiceId == null)));
        Assert.Equal((1, 1), (await flow.Published<InvoicePaid>(contract), await flow.Published<ContractSettled>(contract)));
    }

    [Fact]
    public async Task Two_imports_of_one_file_at_the_same_time_add_its_lines_once()
    {
        var csv = "date,amount,payer,reference\n" + string.Concat(Enumerable.Range(1, 50).Select(i => $"{BillingFlow.Form(BillingFlow.Today)},{i},ドウジ,同時{i}\n"));
        Browser[] browsers = [await flow.Seller(), await flow.Seller(), await flow.Seller(), await flow.Seller()];
        foreach (var browser in browsers)
            await browser.Get("/payments/import");
        await Task.WhenAll(browsers.Select(b => b.Submit(null, ("Input.Csv", csv))));
        Assert.All(browsers, b => Assert.Equal("/payments", b.Address.AbsolutePath));
        Assert.Equal(50, await flow.Look(db => db.StatementLines.CountAsync(l => l.Payer == "ドウジ")));
    }

    [Fact]
    public async Task A_faulty_file_imports_nothing_and_says_which_row()
    {
        var seller = await flow.Seller();
        var page = await Upload(seller, Encoding.UTF8.GetBytes($"date,amount,payer,reference\n{BillingFlow.Form(BillingFlow.Today)},100,アヤマリ,\n2026-99-99,100,アヤマリ,\n"));
        Assert.Contains("1行に誤りがあります", page, StringComparison.Ordinal);
        Assert.Contains("2026-99-99", page, StringComparison.Ordinal);
        Assert.Equal(0, await flow.Look(db => db.StatementLines.CountAsync(l => l.Payer == "アヤマリ")));
        Assert.Contains("UTF-8のCSVとして読み取れません", await Upload(seller, [0x93, 0xFA, 0x95, 0x74]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partial_payment_stays_open_with_its_difference_and_the_full_one_is_matched_by_hand()
    {
        var (contract, invoice) = await flow.Invoiced(460_000);
        var stored = await flow.Stored(invoice);
        var seller = await flow.Seller();
        await Enter(seller, 505_999, "ギフケンダイリ", stored.Number);
        Assert.Contains("未消込のまま", seller.Text, StringComparison.Ordinal);
        var partial = await Line(505_999);
        Assert.Contains("▲¥1", (await seller.Get($"/payments/{partial.PublicId}/match")).Text, StringComparison.Ordinal);
        Assert.Contains("一致する未入金の請求書はありません", seller.Text, StringComparison.Ordinal);

        await Enter(seller, 506_000, "ダイリニン", "");
        var full = await Line(506_000);
        await seller.Get($"/payments/{full.PublicId}/match");
        await seller.Submit(null);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, seller.Status);
        await seller.Submit(null, ("Input.Invoice", stored.PublicId));
        Assert.Contains("消し込みました", seller.Text, StringComparison.Ordinal);
        Assert.Equal(InvoiceState.Paid, (await flow.Stored(invoice)).State);
        Assert.Equal(1, await flow.Published<InvoicePaid>(contract));
        Assert.Contains("すでに済んでいます", await PayAnyway(invoice), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finance_matches_for_all_but_a_rival_sees_nothing()
    {
        var (_, invoice) = await flow.Invoiced(610_000);
        var stored = await flow.Stored(invoice);
        var rival = await app.SignIn(BillingFlow.OtherSellerMail);
        await Enter(rival, 671_000, "ギフケン", stored.Number);
        Assert.Contains("未消込のまま", rival.Text, StringComparison.Ordinal);
        var seller = await flow.Seller();
        Assert.Equal(HttpStatusCode.NotFound, (await seller.Get($"/payments/{(await Line(671_000)).PublicId}/match")).Status);
        var finance = await app.SignIn(BillingFlow.FinanceMail);
        await Enter(finance, 671_000, "ギフケン", stored.Number);
        Assert.Contains("消し込みました", finance.Text, StringComparison.Ordinal);
        Assert.Equal(InvoiceState.Paid, (await flow.Stored(invoice)).State);
    }

    private Task<StatementLine> Line(long yen) => flow.Look(db => db.StatementLines.SingleAsync(l => l.Amount == new Money(yen)));

    private static async Task Enter(Browser browser, long yen, string payer, string reference)
    {
        await browser.Get("/payments/new");
        await browser.Submit(null, ("Input.Amount", $"{yen}"), ("Input.Payer", payer), ("Input.Reference", reference));
    }

    /// <summary>The accountant had the form open before the money was matched.</summary>
    private async Task<string> PayAnyway(string invoice)
    {
        var (_, open) = await flow.Invoiced(1_000);
        var accountant = await flow.Accountant();
        await accountant.Get(open + "/pay");
        typeof(Browser).GetProperty(nameof(Browser.Address))!.SetValue(accountant, new Uri(accountant.Address, invoice + "/pay"));
        await accountant.Submit(null, ("Input.Amount", "506000"));
        return accountant.Text;
    }

    private static async Task<string> Upload(Browser browser, byte[] bytes)
    {
        await browser.Get("/payments/import");
        var token = Regex.Match(browser.Html, "<main.*?name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"", RegexOptions.Singleline).Groups[1].Value;
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var content = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { file, "Input.File", "nyukin.csv" } };
        using var response = await browser.Raw(new HttpRequestMessage(HttpMethod.Post, "/payments/import") { Content = content });
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
    }
}
