using Marketplace.Procurement;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

[Trait("Kind", "Db")]
public sealed class PurchasingDoctorTests(BuiltInHosts database) : IClassFixture<BuiltInHosts>
{
    private static readonly LocalGovernmentCode Body = LocalGovernmentCode.Parse("210005");

    [Theory]
    [InlineData("set events = replace(events::text, '10000', '10001')::json where version = 2", "entry 2 is not what was hashed")]
    [InlineData("set by = by || ' ' where version = 2", "entry 2 is not what was hashed")]
    [InlineData("set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where version = 2", "entry 2 is not what was hashed")]
    [InlineData("set at = at + interval '1 microsecond' where version = 3", "entry 3 is not what was hashed")]
    [InlineData("set version = 9 where version = 3", "entry 9 is not what was hashed")]
    public async Task A_tampered_journal_is_found(string tampering, string fault)
    {
        await Fill();
        await Tamper("update procurement.purchasing_journal " + tampering);
        Assert.Contains(fault, Assert.Single(await database.Faults()));
    }

    [Fact]
    public async Task A_missing_entry_is_found()
    {
        await Fill();
        await Tamper("delete from procurement.purchasing_journal where version = 2");
        Assert.Contains("entry 3 does not follow entry 1", Assert.Single(await database.Faults()));
    }

    [Fact]
    public async Task A_well_formed_chain_that_overspends_is_found()
    {
        await Tamper("truncate procurement.purchasing_journal");
        await using var writer = database.Writer();
        var (year, on) = (new FiscalYear(2026), new DateOnly(2026, 6, 1));
        var allot = new Allot(Guid.NewGuid(), on, "会計", year, "02-01-05-13", "使用料", new Money(5));
        var first = PurchasingEntry.Next(Body, 1, PurchasingEntry.Genesis, allot, [new Allotted(year, allot.Line, allot.Name, allot.Amount)], DateTimeOffset.UtcNow);
        var forged = PurchasingEntry.Next(
            Body, 2, first.Hash, allot with { OperationId = Guid.NewGuid() }, [new Encumbered(year, allot.Line, Guid.NewGuid(), new Money(6), "x")], DateTimeOffset.UtcNow);
        Assert.True(await writer.Append(first));
        Assert.True(await writer.Append(forged));
        Assert.Contains("negative", Assert.Single(await database.Faults()));
    }

    private async Task Fill()
    {
        await Tamper("truncate procurement.purchasing_journal");
        var accounts = database.BuiltIn();
        for (var i = 0; i < 3; i++)
            Assert.True((await accounts.Run(Body, Allot(), CancellationToken.None)).Ok);
        Assert.Empty(await database.Faults());
    }

    private static Allot Allot() => new(Guid.NewGuid(), new DateOnly(2026, 6, 1), "会計", new FiscalYear(2026), "02-01-05-13", "使用料", new Money(10_000));

    /// <summary>As somebody with the owner's rights would.</summary>
    private async Task Tamper(string sql) =>
        await database.Sql($"alter table procurement.purchasing_journal disable trigger user; {sql}; alter table procurement.purchasing_journal enable trigger user");
}
