using System.Net;
using System.Text.Json;
using Marketplace.Billing;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Billing;

/// <summary>Delivery to payment over HTTP on a real database.</summary>
[Trait("Kind", "Db")]
public sealed class BillingJourneyTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    private readonly BillingFlow flow = new(app);

    [Fact]
    public async Task From_report_to_matched_payment_every_side_sees_the_state()
    {
        var contract = await flow.Contract(1_200_000);
        var seller = await flow.Seller();
        var delivery = (await flow.Report(contract, browser: seller))!;
        Assert.Contains("第1回納品を報告しました", seller.Text, StringComparison.Ordinal);

        var accountant = await flow.Accountant();
        await accountant.Get($"/contracts/{contract.PublicId}/billing");
        Assert.Contains("次にあなたがすること", accountant.Text, StringComparison.Ordinal);
        await flow.Accept(delivery, browser: accountant);
        Assert.Contains("検収しました", accountant.Text, StringComparison.Ordinal);
        Assert.Equal(1, await flow.Published<DeliveryAccepted>(contract));

        var invoice = await flow.Issue(delivery, seller);
        var stored = await flow.Stored(invoice);
        Assert.Equal((new Money(1_320_000), BillingFlow.Today.AddDays(30)), (stored.Total, stored.DueOn));
        Assert.Equal(Invoice.HashOf(stored.Content), stored.ContentHash);
        foreach (var item in new[] { "株式会社みほん行政システム", "T8999900000001", "取引の期間", "10%対象", "¥120,000", "岐阜県 御中", stored.Number, stored.ContentHash })
            Assert.Contains(item, (await seller.Get(invoice + "/print")).Text, StringComparison.Ordinal);

        await accountant.Get(invoice + "/pay");
        await accountant.Submit(null, ("Input.Reference", "支出命令 2026-55"));
        Assert.Contains("支払手続中", accountant.Text, StringComparison.Ordinal);

        await seller.Get("/payments/new");
        await seller.Submit(null, ("Input.Amount", "1320000"), ("Input.Payer", "ｷﾞﾌｹﾝ ｶｲｹｲｶﾝﾘｼﾔ"), ("Input.Reference", stored.Number));
        Assert.Contains("請求書に消し込みました", seller.Text, StringComparison.Ordinal);
        Assert.Equal((1, 1), (await flow.Published<InvoicePaid>(contract), await flow.Published<ContractSettled>(contract)));

        var finance = await app.SignIn(BillingFlow.FinanceMail);
        foreach (var browser in new[] { seller, accountant, finance })
        {
            Assert.Contains("入金確認済", (await browser.Get(invoice)).Text, StringComparison.Ordinal);
            Assert.Contains("完了", (await browser.Get($"/contracts/{contract.PublicId}/billing")).Text, StringComparison.Ordinal);
            Assert.Contains(stored.Number, (await browser.Get("/invoices?state=paid&q=" + stored.Number)).Text, StringComparison.Ordinal);
        }

        Assert.Contains("検査調書", (await accountant.Get(delivery + "/print")).Text, StringComparison.Ordinal);
        Assert.Empty(await app.Inside(scope => scope.GetServices<IDoctor>().Single(d => d is LedgerDoctor).Faults(CancellationToken.None)));
    }

    [Fact]
    public async Task The_event_opens_the_contract_once_however_often_it_comes()
    {
        var concluded = await app.Inside(async scope =>
        {
            var happened = await BillingFlow.Concluded(scope, 500_000, "電子申請");
            var db = scope.GetRequiredService<BillingDbContext>();
            db.Publish(happened);
            db.Publish(happened);
            await db.SaveChangesAsync();
            return happened;
        });
        await flow.Handled<ContractConcluded>(concluded, 2);
        Assert.Equal(1, await flow.Look(db => db.Contracts.CountAsync(c => c.Id == concluded.ContractId)));
    }

    [Fact]
    public async Task Every_form_sent_twice_has_one_effect()
    {
        var contract = await flow.Contract(300_000);
        var seller = await flow.Seller();
        await seller.Get($"/contracts/{contract.PublicId}/deliver");
        var form = await Twice(seller, ("Input.Lines[0].UnitPrice", "100000"));
        Assert.Equal(form.First, form.Second);
        Assert.Equal(1, await flow.Look(db => db.Deliveries.CountAsync(d => d.ContractId == contract.ContractId)));

        var accountant = await flow.Accountant();
        await accountant.Get(form.First + "/inspect");
        await Twice(accountant, ("Input.Decision", "Accept"));
        Assert.Equal(1, await flow.Published<DeliveryAccepted>(contract));

        await seller.Get(form.First + "/invoice");
        var issued = await Twice(seller);
        Assert.Equal(issued.First, issued.Second);
        await accountant.Get(issued.First + "/pay");
        await Twice(accountant);
        Assert.Equal(1, await flow.Look(db => db.Payments.CountAsync(p => db.Invoices.Any(i => i.Id == p.InvoiceId && i.ContractId == contract.ContractId))));
    }

    [Fact]
    public async Task A_refused_delivery_gives_its_amount_back_and_too_much_is_refused()
    {
        var contract = await flow.Contract(100_000);
        var delivery = (await flow.Report(contract))!;
        var seller = await flow.Seller();
        Assert.Contains("全額の納品を報告済み", (await seller.Get($"/contracts/{contract.PublicId}/deliver")).Text, StringComparison.Ordinal);

        var accountant = await flow.Accountant();
        await accountant.Get(delivery + "/inspect");
        await accountant.Submit(null, ("Input.Decision", "Refuse"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, accountant.Status);
        Assert.Contains("差し戻す理由を", accountant.Text, StringComparison.Ordinal);
        await accountant.Submit(null, ("Input.Decision", "Refuse"), ("Input.Remark", "管理者の画面に入れません。"));
        Assert.Contains("管理者の画面に入れません。", (await seller.Get(delivery)).Text, StringComparison.Ordinal);

        Assert.Null(await flow.Report(contract, 100_001, seller));
        Assert.Equal(HttpStatusCode.Conflict, seller.Status);
        Assert.Contains("¥1超えています", seller.Text, StringComparison.Ordinal);
        Assert.NotNull(await flow.Report(contract, 100_000, seller));
        Assert.Equal(0, await flow.Published<DeliveryAccepted>(contract));
    }

    [Fact]
    public async Task An_inspection_date_after_the_fiscal_year_is_refused_with_the_reason()
    {
        var contract = await flow.Contract(100_000);
        var delivery = (await flow.Report(contract))!;
        var accountant = await flow.Accept(delivery, FiscalYear.Of(BillingFlow.Today).LastDay.AddDays(1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, accountant.Status);
        Assert.Contains("この年度の予算では支払えません", accountant.Text, StringComparison.Ordinal);
        Assert.Contains("検査の結果", accountant.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_find_nothing_and_the_wrong_role_may_not()
    {
        var (contract, invoice) = await flow.Invoiced(200_000);
        var delivery = (await flow.Look(db => db.Deliveries.SingleAsync(d => d.ContractId == contract.ContractId))).PublicId;
        var other = await app.SignIn(BillingFlow.OtherAccountantMail);
        var rival = await app.SignIn(BillingFlow.OtherSellerMail);
        foreach (var url in new[] { $"/deliveries/{delivery}", $"/deliveries/{delivery}/print", $"/deliveries/{delivery}/inspect", invoice, invoice + "/print", invoice + "/pay", $"/contracts/{contract.PublicId}/billing" })
            Assert.Equal((url, HttpStatusCode.NotFound), (url, (await other.Get(url)).Status));
        foreach (var url in new[] { $"/contracts/{contract.PublicId}/deliver", $"/deliveries/{delivery}/invoice", invoice, $"/api/v1/invoices/{invoice["/invoices/".Length..]}" })
            Assert.Equal((url, HttpStatusCode.NotFound), (url, (await rival.Get(url)).Status));

        var requester = await app.SignIn(BillingFlow.RequesterMail);
        Assert.Equal(HttpStatusCode.OK, (await requester.Get($"/deliveries/{delivery}")).Status);
        foreach (var url in new[] { $"/deliveries/{delivery}/inspect", invoice + "/pay", "/payments", "/billing/profile" })
        {
            using var response = await requester.Raw(new HttpRequestMessage(HttpMethod.Get, url));
            Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
            Assert.NotEqual(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task An_issued_invoice_and_the_ledger_cannot_be_rewritten_even_in_SQL()
    {
        var (_, invoice) = await flow.Invoiced(50_000);
        var id = (await flow.Stored(invoice)).Id;
        foreach (var sql in new[]
                 {
                     $"update billing.invoice set total = total + 1 where id = '{id}'", $"update billing.invoice set content = 'x' where id = '{id}'", $"delete from billing.invoice where id = '{id}'",
                     $"update billing.ledger_entry set debit = debit + 1 where invoice_id = '{id}'", $"delete from billing.ledger_entry where invoice_id = '{id}'",
                 })
        {
            await using var source = NpgsqlDataSource.Create(app.ConnectionString);
            await using var command = source.CreateCommand(sql);
            Assert.Equal("MP001", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
        }
    }

    [Fact]
    public async Task A_payment_must_be_the_invoices_amount_and_in_time()
    {
        var (_, invoice) = await flow.Invoiced(70_000);
        var accountant = await flow.Accountant();
        await accountant.Get(invoice + "/pay");
        await accountant.Submit(null, ("Input.Amount", "76,999"), ("Input.On", BillingFlow.Form(FiscalYear.Of(BillingFlow.Today).BooksClose.AddDays(1))));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, accountant.Status);
        Assert.Contains("請求額（¥77,000）と同じ", accountant.Text, StringComparison.Ordinal);
        Assert.Contains("出納閉鎖日", accountant.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_read_the_six_items()
    {
        var (_, invoice) = await flow.Invoiced(90_000);
        var seller = await flow.Seller();
        using var json = JsonDocument.Parse((await seller.Get("/api/v1" + invoice)).Html);
        var document = json.RootElement.GetProperty("document");
        Assert.Equal("T8999900000001", document.GetProperty("registrationNumber").GetString());
        Assert.Equal("岐阜県", document.GetProperty("recipientName").GetString());
        Assert.Equal(9_000, document.GetProperty("rates")[0].GetProperty("tax").GetInt64());
        Assert.Equal("Issued", json.RootElement.GetProperty("state").GetString());
        using var list = JsonDocument.Parse((await seller.Get("/api/v1/invoices?state=open")).Html);
        Assert.True(list.RootElement.GetProperty("total").GetInt32() >= 1);
    }

    [Fact]
    public async Task What_waits_is_told_to_the_one_who_must_act()
    {
        var contract = await flow.Contract(40_000, "待ち仕事の確認");
        var delivery = (await flow.Report(contract))!;
        var items = await app.Inside(async scope =>
        {
            var accountant = Actor.System("x") with { Role = Role.Accountant, OrganisationId = contract.BuyerId };
            return await scope.GetServices<IWorkItems>().Single(w => w is BillingWorkItems).For(accountant, CancellationToken.None);
        });
        Assert.Contains(items, i => i.Url == delivery + "/inspect" && i.Due == BillingFlow.Today.AddDays(10));
        var figures = await app.Inside(scope => scope.GetServices<IFigures>().Single(f => f is BillingFigures).Count(CancellationToken.None));
        Assert.Contains(figures, f => f is { Group: "納品", State: "検収待ち", Count: >= 1 } && f.Amount >= new Money(44_000));
    }

    /// <summary>Submits the shown form, goes back and submits it again; where each led.</summary>
    private static async Task<(string First, string Second)> Twice(Browser browser, params (string Name, string Value)[] fields)
    {
        var (html, address) = (browser.Html, browser.Address);
        await browser.Submit(null, fields);
        var first = browser.Address.AbsolutePath;
        Back(browser, html, address);
        await browser.Submit(null, fields);
        return (first, browser.Address.AbsolutePath);
    }

    private static void Back(Browser browser, string html, Uri address)
    {
        typeof(Browser).GetProperty(nameof(Browser.Html))!.SetValue(browser, html);
        typeof(Browser).GetProperty(nameof(Browser.Address))!.SetValue(browser, address);
    }
}
