using System.Text;
using Marketplace.Procurement;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

[Trait("Kind", "Db")]
public sealed class PurchasingSeedTests(BuiltInHosts database) : IClassFixture<BuiltInHosts>
{
    [Fact]
    public async Task Seeding_twice_changes_nothing()
    {
        const string Budgets = """
            [{"code":"210005","fiscalYear":2026,"lines":[
                {"line":"02-01-05-13","name":"使用料","allottedYen":12000000},{"line":"02-01-05-12","name":"委託料","allottedYen":5}]},
             {"code":"210005","fiscalYear":2027,"lines":[{"line":"02-01-05-13","name":"使用料","allottedYen":7}]}]
            """;
        var body = LocalGovernmentCode.Parse("210005");
        for (var i = 0; i < 2; i++)
        {
            var accounts = database.BuiltIn();
            using var file = new MemoryStream(Encoding.UTF8.GetBytes(Budgets));
            Assert.Equal(3, await new PurchasingSeed(accounts).Budgets(file, CancellationToken.None));
            var lines = await accounts.Read(body, new FiscalYear(2026), CancellationToken.None);
            Assert.Equal([("02-01-05-12", 5L), ("02-01-05-13", 12_000_000L)], lines.Select(l => (l.Line, l.Allotted.Yen)));
            Assert.Equal(new Money(7), Assert.Single(await accounts.Read(body, new FiscalYear(2027), CancellationToken.None)).Allotted);
        }
    }
}
