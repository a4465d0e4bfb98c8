using Marketplace.Billing;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Billing;

/// <summary>Many at the same time: the contract is not exceeded, numbers have no gaps, nothing is booked twice.</summary>
[Trait("Kind", "Db")]
public sealed class BillingConcurrencyTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    private readonly BillingFlow flow = new(app);

    [Fact]
    public async Task Fifteen_reports_of_a_tenth_each_leave_exactly_ten_then_invoices_number_without_gaps_and_are_paid_once()
    {
        var contract = await flow.Contract(1_000_000);
        var sellers = await Many(15, flow.Seller);
        var reported = await Task.WhenAll(sellers.Select(s => flow.Report(contract, 100_000, s)));
        var deliveries = reported.OfType<string>().ToArray();
        Assert.Equal(10, deliveries.Length);
        Assert.Equal((new Money(1_000_000), new Money(1_100_000)), await flow.Look(async db =>
        {
            var row = await db.Contracts.SingleAsync(c => c.Id == contract.ContractId);
            return (row.DeliveredNet, row.DeliveredTotal);
        }));

        // Two accountants' windows accept each delivery at once, then two sellers' windows invoice each at once.
        var accountants = await Many(20, flow.Accountant);
        await Task.WhenAll(accountants.Select((a, i) => flow.Accept(deliveries[i % 10], browser: a)));
        Assert.Equal(10, await flow.Published<DeliveryAccepted>(contract));
        var issuers = await Many(20, flow.Seller);
        var issued = await Task.WhenAll(issuers.Select((s, i) => flow.Issue(deliveries[i % 10], s)));
        var invoices = await flow.Look(db => db.Invoices.Where(i => i.ContractId == contract.ContractId).ToListAsync());
        Assert.Equal((10, 10), (issued.Distinct(StringComparer.Ordinal).Count(), invoices.Count));
        Assert.Equal(Enumerable.Range(1, 10), invoices.Select(i => int.Parse(i.Number[^4..])).Order());

        // Four identical statements at once, each naming all ten.
        var csv = "date,amount,payer,reference\n" + string.Concat(invoices.Select(i => $"{BillingFlow.Form(BillingFlow.Today)},110000,ギフケン,{i.Number}\n"));
        var matchers = await Many(4, flow.Seller);
        await Task.WhenAll(matchers.Select(async m => await (await m.Get("/payments/import")).Submit(null, ("Input.Csv", csv))));
        Assert.Equal((10, 1), (await flow.Published<InvoicePaid>(contract), await flow.Published<ContractSettled>(contract)));
        Assert.Empty(await app.Inside(scope => scope.GetServices<IDoctor>().Single(d => d is LedgerDoctor).Faults(CancellationToken.None)));
    }

    private static async Task<Browser[]> Many(int count, Func<Task<Browser>> signIn)
    {
        var browsers = new Browser[count];
        for (var i = 0; i < count; i++)
            browsers[i] = await signIn();
        return browsers;
    }
}
