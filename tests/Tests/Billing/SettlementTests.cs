using System.Net;
using System.Text.Json;
using Marketplace.Procurement;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Billing;

/// <summary>From the encumbrance to the settled contract, with procurement, the purchasing account and the relay as they are.</summary>
[Trait("Kind", "Db")]
public sealed class SettlementTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    private static readonly LocalGovernmentCode Gifu = LocalGovernmentCode.Parse("210005");
    private readonly BillingFlow flow = new(app);

    [Fact]
    public async Task Reduced_rate_lines_leave_a_remainder_that_goes_back_to_the_budget()
    {
        var contract = await Concluded(100_000, "04-02-01-11");
        var seller = await flow.Seller();
        await seller.Get($"/contracts/{contract.PublicId}/deliver");
        await seller.Submit(null, ("Input.Lines[0].TaxRatePercent", "8"));
        var delivery = seller.Address.AbsolutePath;
        await flow.Accept(delivery);
        await app.Settle();
        Assert.Equal((2_000, 108_000, 0), await Line("04-02-01-11"));
        await Credit(await flow.Issue(delivery, seller), seller);
        await app.Settle();
        Assert.Equal((0, 0, 108_000), await Line("04-02-01-11"));
        Assert.Contains("完了", (await (await flow.Accountant()).Get($"/contracts/{contract.PublicId}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_year_end_the_day_the_body_paid_counts_not_the_day_of_the_bank()
    {
        await using var own = new MarketplaceApp();
        await own.InitializeAsync();
        var tests = new SettlementTests(own);
        await tests.PaidOnTheLastDayOfTheBooks();
    }

    private async Task PaidOnTheLastDayOfTheBooks()
    {
        var (paid, unrecorded) = (await Concluded(200_000, "04-02-02-11"), await Concluded(300_000, "04-02-03-11"));
        var (first, second) = (await Invoiced(paid), await Invoiced(unrecorded));
        var close = FiscalYear.Of(BillingFlow.Today).BooksClose;
        await Order(first, close);
        await app.Settle();

        await app.MoveTo(close.AddDays(1));
        var seller = await flow.Seller();
        await Credit(first, seller);
        await app.Settle();
        Assert.Equal((0, 0, 220_000), await Line("04-02-02-11"));
        Assert.Contains(BillingFlow.Form(close), (await seller.Get(first)).Html, StringComparison.Ordinal);

        // Nobody said when the body paid, and the bank's day lies after the books' close: not matched until the accountant has said it.
        await Credit(second, seller);
        await seller.Get("/payments?state=open");
        var match = System.Text.RegularExpressions.Regex.Match(seller.Html, "/payments/[a-z0-9]{12}/match").Value;
        await seller.Get(match);
        await seller.Submit(null, ("Input.Invoice", second["/invoices/".Length..]));
        Assert.Equal(HttpStatusCode.Conflict, seller.Status);
        Assert.Contains("支払日を登録", seller.Text, StringComparison.Ordinal);
        await Order(second, close);
        await seller.Get(match);
        await seller.Submit(null, ("Input.Invoice", second["/invoices/".Length..]));
        await app.Settle();
        Assert.Equal((0, 0, 330_000), await Line("04-02-03-11"));
    }

    private async Task Order(string invoice, DateOnly on)
    {
        var accountant = await flow.Accountant();
        await accountant.Get(invoice + "/pay");
        await accountant.Submit(null, ("Input.On", BillingFlow.Form(on)));
        Assert.Equal(invoice, accountant.Address.AbsolutePath);
    }

    private async Task Credit(string invoice, Browser seller)
    {
        var stored = await flow.Stored(invoice);
        await seller.Get("/payments/new");
        await seller.Submit(null, ("Input.Amount", $"{stored.Total.Yen}"), ("Input.Payer", "ギフケン"), ("Input.Reference", stored.Number));
        Assert.Equal("/payments", seller.Address.AbsolutePath);
    }

    private async Task<string> Invoiced(ContractConcluded contract)
    {
        var delivery = (await flow.Report(contract))!;
        await flow.Accept(delivery);
        return await flow.Issue(delivery);
    }

    /// <summary>A contract as procurement makes it: budget allotted and encumbered, contract concluded and announced.</summary>
    private async Task<ContractConcluded> Concluded(long net, string line)
    {
        var concluded = await app.Inside(async scope =>
        {
            var made = await BillingFlow.Concluded(scope, net, "決済まで " + line);
            var accounts = scope.GetRequiredService<IPurchasingAccounts>();
            await accounts.Run(Gifu, new Allot(Guid.NewGuid(), BillingFlow.Today, "test", made.FiscalYear, line, "試験用の科目", made.Total), CancellationToken.None);
            await accounts.Run(Gifu, new Encumber(Guid.NewGuid(), BillingFlow.Today, "test", made.ContractId, made.FiscalYear, line, made.Total, made.Title), CancellationToken.None);
            var db = scope.GetRequiredService<ProcurementDbContext>();
            var buyer = (await scope.GetRequiredService<IOrganisations>().Find(made.BuyerId, CancellationToken.None))!;
            var contract = Contract.Conclude(new ContractTerms(made.ContractId, made.Title, buyer, made.SellerId, made.SellerName, made.FiscalYear, line, made.Net,
                made.Start, made.End, ContractSource.JointProcurement, Guid.NewGuid(), JsonSerializer.Serialize(new { })), DateTimeOffset.UtcNow);
            db.Add(contract);
            db.Publish(contract.Concluded());
            await db.SaveChangesAsync();
            return contract.Concluded();
        });
        await app.Settle();
        return concluded;
    }

    private async Task<(long Encumbered, long Accepted, long Paid)> Line(string line)
    {
        var found = (await app.Inside(sp => sp.GetRequiredService<IPurchasingAccounts>().Read(Gifu, FiscalYear.Of(BillingFlow.Today), CancellationToken.None))).Single(l => l.Line == line);
        return (found.Encumbered.Yen, found.Accepted.Yen, found.Paid.Yen);
    }
}
