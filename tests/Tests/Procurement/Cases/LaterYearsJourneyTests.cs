using System.Globalization;
using System.Net;
using Marketplace.Procurement;
using Marketplace.Procurement.Contracts;
using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Procurement.Cases;

/// <summary>Contracts over several fiscal years, through the browser; the years that follow, on the account and the contract.</summary>
[Trait("Kind", "Db")]
public sealed class LaterYearsJourneyTests(CaseApp app) : IClassFixture<CaseApp>
{
    private static FiscalYear Year => CaseApp.Year;
    private static DateOnly Today => TimeProvider.System.JapanToday();
    private static (string, string) End(int years) => ("Input.End", Year.LastDay.AddYears(years).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public async Task A_long_term_contract_binds_the_first_year_and_promises_the_rest()
    {
        await app.Allot("05-01-01-13", 90_000_000);
        await app.Run(new AdoptOrdinance(Guid.NewGuid(), Today, "test", "見本市長期継続契約条例", 5));
        var browser = await app.SignIn(CaseApp.Requester);
        await browser.Get("/cases/new");
        await browser.Submit(null, [.. CaseApp.Facts("三年の利用", "05-01-01-13").Where(f => f.Item1 != "Input.End"), End(2)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("長期継続契約か債務負担行為のどちらによるかを選んでください", browser.Text, StringComparison.Ordinal);
        await browser.Submit(null, End(6), ("Input.Right", "long-term"));
        Assert.Contains("最長5年です", browser.Text, StringComparison.Ordinal);

        var address = await app.Open("三年の利用", "05-01-01-13", await app.Search(1, 30), CaseApp.Requester, End(2), ("Input.Right", "long-term"));
        await app.Lock(address);
        Assert.Contains("年度別の額", (await app.Choose(address)).Text, StringComparison.Ordinal);
        var total = await app.Scalar<long>("select total from procurement.procurement_case where title = '三年の利用'");
        Assert.Contains("決裁待ち", (await app.Request(address)).Text, StringComparison.Ordinal);
        var first = (await app.Line("05-01-01-13")).Reserved;
        Assert.True(first > Money.Zero && first.Yen < total);
        Assert.Contains("契約済", (await app.Approve(address)).Text, StringComparison.Ordinal);
        Assert.Equal(first, (await app.Line("05-01-01-13")).Encumbered);

        var id = await app.Scalar<Guid>("select id from procurement.contract where title = '三年の利用'");
        var promised = new[] { (await app.Report(Year.Next)).Promised, (await app.Report(Year.Next.Next)).Promised }.Select(p => p.Single(x => x.EncumbranceId == id).Amount).ToArray();
        Assert.Equal(total, first.Yen + promised[0].Yen + promised[1].Yen);
        var contract = await app.SignIn(CaseApp.Approver);
        await contract.Get("/contracts/" + await app.Scalar<string>("select public_id from procurement.contract where title = '三年の利用'"));
        Assert.Contains("見本市長期継続契約条例", contract.Text, StringComparison.Ordinal);
        Assert.Contains(promised[1].ToString(), contract.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_debt_authority_carries_its_limit_and_no_more()
    {
        await app.Allot("05-01-02-13", 90_000_000);
        var (wide, narrow) = (Guid.NewGuid(), Guid.NewGuid());
        await app.Run(new AuthoriseDebt(Guid.NewGuid(), Today, "test", wide, "広い債務負担行為", [new(Year.Next, new Money(900_000_000))]));
        await app.Run(new AuthoriseDebt(Guid.NewGuid(), Today, "test", narrow, "狭い債務負担行為", [new(Year.Next, new Money(1))]));
        var address = await app.Open("債務負担の利用", "05-01-02-13", await app.Search(1, 30), CaseApp.Requester, End(1), ("Input.Right", wide.ToString()));
        await app.Lock(address);
        await app.Choose(address);
        await app.Request(address);
        Assert.Contains("契約済", (await app.Approve(address)).Text, StringComparison.Ordinal);

        address = await app.Open("限度額を超える利用", "05-01-02-13", await app.Search(1, 30), CaseApp.Requester, End(1), ("Input.Right", narrow.ToString()));
        await app.Lock(address);
        await app.Choose(address);
        var asking = await app.SignIn(CaseApp.Requester);
        await asking.Get(address + "/request");
        Assert.Contains("限度額¥1に対して", asking.Text, StringComparison.Ordinal);
        await app.Request(address);
        var before = (await app.Line("05-01-02-13")).Reserved;
        Assert.True(before > Money.Zero);
        var returned = await app.Approve(address);
        Assert.Contains("差戻し", returned.Text, StringComparison.Ordinal);
        Assert.Contains("「狭い債務負担行為」", returned.Text, StringComparison.Ordinal);
        Assert.Equal(Money.Zero, (await app.Line("05-01-02-13")).Reserved);
    }

    [Fact]
    public async Task A_delivery_of_a_year_not_yet_encumbered_waits_and_is_not_lost()
    {
        await app.Allot("05-01-03-13", 90_000_000);
        await app.Run(new AdoptOrdinance(Guid.NewGuid(), Today, "test", "見本市長期継続契約条例", 5));
        var address = await app.Open("二年の利用", "05-01-03-13", await app.Search(1, 30), CaseApp.Requester, End(1), ("Input.Right", "long-term"));
        await app.Lock(address);
        await app.Choose(address);
        await app.Request(address);
        await app.Approve(address);
        await app.Settle();
        var id = await app.Scalar<Guid>("select id from procurement.contract where title = '二年の利用'");
        var page = "/contracts/" + await app.Scalar<string>("select public_id from procurement.contract where title = '二年の利用'");
        var part = (await app.Report(Year.Next)).Promised.Single(p => p.EncumbranceId == id).Amount;
        var (april, invoice) = (Year.Next.FirstDay.AddDays(29), Guid.NewGuid());
        // What was accepted on the last day of the old year, and the new year's part, are paid by one invoice.
        await Handle<AcceptOnAccount, DeliveryAccepted>(new DeliveryAccepted(Guid.NewGuid(), id, new Money(1000), Year.LastDay));

        await app.Inside(async sp =>
        {
            var db = sp.GetRequiredService<ProcurementDbContext>();
            db.Publish(new DeliveryAccepted(Guid.NewGuid(), id, part, april));
            db.Publish(new InvoicePaid(invoice, id, part + new Money(1000), april));
            return await db.SaveChangesAsync();
        });
        await Until("select count(*) from shared.outbox where done_at is null and error like '%not encumbered yet%'", 1);
        // Not while the relay has one of them in its hands: it would write its own count over this.
        for (var i = 0; i < 100 && await app.Scalar<long>("select count(*) from shared.outbox where done_at is null and attempts >= 12") < 2; i++)
        {
            await app.Sql("update shared.outbox set attempts = 12, due_at = now() where done_at is null and attempts between 1 and 11 and leased_until is null");
            await Task.Delay(100);
        }

        await Until("select count(*) from shared.outbox where done_at is null and attempts > 12", 2);
        Assert.Equal(0, await app.Scalar<long>("select count(*) from shared.outbox where parked_at is not null"));
        app.Time.Shift = Year.Next.FirstDay.AddDays(30).ToDateTime(TimeOnly.MinValue) - DateTime.UtcNow;
        try
        {
            // A session from before the jump in time would have ended.
            var accountant = app.Visitor();
            await accountant.SignIn("kaikei@ogaki-city.example", TestDatabase.SamplePassword);
            Assert.Contains($"{Year.Next.Year}年度分{part}の支出負担行為がまだです", (await accountant.Get(page)).Text, StringComparison.Ordinal);
            Assert.Contains($"この年度の検収{part}は記録され", accountant.Text, StringComparison.Ordinal);
            Assert.Contains($"検収{part}が{Year.Next.Year}年度分の支出負担行為を待っています", (await accountant.Get("/todo")).Text, StringComparison.Ordinal);
            Assert.Contains($"「二年の利用」の検収{part}が、{Year.Next.Year}年度分の支出負担行為を待っています。", (await accountant.Get("/budget/handover")).Text, StringComparison.Ordinal);
        }
        finally
        {
            app.Time.Shift = TimeSpan.Zero;
        }

        await app.Run(new Allot(Guid.NewGuid(), Today, "test", Year.Next, "05-01-03-13", "試験用の科目", part));
        await app.Run(new Encumber(Guid.NewGuid(), Year.Next.FirstDay, "test", id, Year.Next, "05-01-03-13", part, "二年の利用"));
        // The payment may be tried before the acceptance and then waits once more.
        for (var i = 0; i < 100 && await app.Scalar<long>("select count(*) from shared.outbox where done_at is null") > 0; i++)
        {
            await app.Sql("update shared.outbox set due_at = now() where done_at is null and leased_until is null");
            await Task.Delay(100);
        }

        await app.Settle();
        var next = (await app.Report(Year.Next)).Encumbrances.Single(e => e.Id == id);
        Assert.Equal((Money.Zero, part), (next.Outstanding, next.Paid));
        Assert.Equal(new Money(1000), (await app.Report(Year)).Encumbrances.Single(e => e.Id == id).Paid);
        Assert.Equal(part.Yen + 1000, await app.Scalar<long>($"select paid from procurement.contract where id = '{id}'"));
    }

    private async Task Until(string count, long expected)
    {
        for (var tries = 0; tries < 100 && await app.Scalar<long>(count) != expected; tries++)
            await Task.Delay(100);
        Assert.Equal((count, expected), (count, await app.Scalar<long>(count)));
    }

    /// <summary>Runs a handler as the relay does: its own scope and transaction.</summary>
    private Task Handle<THandler, TEvent>(TEvent happened)
        where THandler : notnull, IHandle<TEvent>
        where TEvent : IEvent => app.Inside(async sp =>
    {
        var db = sp.GetRequiredService<ProcurementDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await sp.GetRequiredService<THandler>().Handle(happened, CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return 0;
    });
}
