using FsCheck;
using FsCheck.Fluent;
using Marketplace.Billing;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Billing;

/// <summary>What a delivery may be, and that deliveries never exceed their contract.</summary>
[Trait("Kind", "Fast")]
public sealed class DeliveryRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);
    private static readonly Actor Person = Actor.System("test") with { PersonName = "見本 花子" };

    private static BillableContract Contract(long net, int year = 2026) => BillableContract.Of(
        new ContractConcluded(
            Guid.CreateVersion7(), PublicId.New(), "C-2026-TEST", "文書管理", Guid.NewGuid(), "青空市", LocalGovernmentCode.Parse("210005"), Guid.NewGuid(), "株式会社みほん",
            new FiscalYear(year), "02-01-05-13", new Money(net), 10, ConsumptionTax.Including(new Money(net)), new DateOnly(year, 12, 1), new DateOnly(year + 1, 3, 31), ContractSource.Case, Guid.NewGuid()),
        new DateOnly(2026, 11, 20));

    private static DeliveryReport Report(BillableContract contract, params DeliveryLine[] lines) => new(contract.Start, contract.End, "提供", lines);

    private static DeliveryLine Line(long price, int quantity = 1, int rate = 10) => new("利用料", quantity, "か月", new Money(price), rate);

    private static Result<Delivery> Deliver(BillableContract contract, TaxRounding rounding, params DeliveryLine[] lines) =>
        Delivery.Report(Guid.CreateVersion7(), contract, Report(contract, lines), rounding, Person, Noon);

    [Fact]
    public void What_is_reported_is_taken_from_the_remainder_and_given_back_by_a_refusal()
    {
        var contract = Contract(1_200_000);
        var delivery = Deliver(contract, TaxRounding.Floor, Line(100_000, 4)).Value;
        Assert.Equal(new Money(800_000), contract.RemainingNet);
        Assert.Equal(new Money(440_000), delivery.Total);
        Assert.Equal("over-contract", Deliver(contract, TaxRounding.Floor, Line(800_001)).Refusals[0].Code);
        Assert.True(delivery.Refuse(contract, new DateOnly(2026, 11, 21), "ログインできない。", Person, Noon).Ok);
        Assert.Equal(new Money(1_200_000), contract.RemainingNet);
        Assert.Equal("already-decided", delivery.Accept(contract, new DateOnly(2026, 11, 21), null, Person, Noon).Refusals[0].Code);
        Assert.Equal(2, Deliver(contract, TaxRounding.Floor, Line(1_200_000)).Value.Number);
    }

    [Fact]
    public void Rounding_up_cannot_carry_the_sum_with_tax_over_the_contracts()
    {
        // 105 + 10 by the contract; rounding up would make it 105 + 11.
        Assert.Equal("over-contract-tax", Deliver(Contract(105), TaxRounding.Ceiling, Line(105)).Refusals[0].Code);
        Assert.True(Deliver(Contract(105), TaxRounding.Floor, Line(105)).Ok);
    }

    [Theory]
    [InlineData("2026-11-20", "inspection-before-report")]
    [InlineData("2026-11-22", "inspection-in-future")]
    [InlineData("2027-04-01", "inspection-after-year")]
    [InlineData("2026-11-21", null)]
    public void The_inspection_date_lies_between_report_and_today_within_the_year(string on, string? code)
    {
        var contract = Contract(1_000_000);
        var delivery = Deliver(contract, TaxRounding.Floor, Line(1_000_000)).Value;
        var accepted = delivery.Accept(contract, DateOnly.Parse(on), null, Person, Noon);
        Assert.Equal(code, accepted.Refusals.FirstOrDefault()?.Code);
        Assert.Equal(code is null ? new Money(1_000_000) : Money.Zero, contract.AcceptedNet);
        Assert.Equal(new DateOnly(2026, 12, 1), delivery.InspectionDue);
    }

    [Fact]
    public void An_inspection_after_31_March_is_refused_even_when_that_day_has_come()
    {
        var contract = Contract(1_000_000);
        var delivery = Deliver(contract, TaxRounding.Floor, Line(1_000_000)).Value;
        var later = new DateTimeOffset(2027, 4, 2, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal("inspection-after-year", delivery.Accept(contract, new DateOnly(2027, 4, 1), null, Person, later).Refusals[0].Code);
        Assert.True(delivery.Accept(contract, new DateOnly(2027, 3, 31), null, Person, later).Ok);
        Assert.True(delivery.Accept(contract, new DateOnly(2027, 3, 31), null, Person, later).Ok);
        Assert.Equal(new Money(1_000_000), contract.AcceptedNet);
    }

    [Fact]
    public void Nothing_is_delivered_before_or_after_the_contracts_fiscal_year()
    {
        Assert.Equal("year-not-begun", Deliver(Contract(100, 2027), TaxRounding.Floor, Line(100)).Refusals[0].Code);
        Assert.Equal("year-over", Deliver(Contract(100, 2025), TaxRounding.Floor, Line(100)).Refusals[0].Code);
    }

    [Fact]
    public void Every_fault_of_a_report_is_named_at_its_field()
    {
        var contract = Contract(1_000_000);
        var report = new DeliveryReport(contract.Start.AddDays(-1), contract.End.AddDays(1), " ", [Line(0), Line(1) with { Text = "", Unit = "", TaxRatePercent = 5 }, Line(1, 0)]);
        Assert.Equal(
            ["Input.From", "Input.To", "Input.Description", "Input.Lines[0].UnitPrice", "Input.Lines[1].Text", "Input.Lines[1].Unit", "Input.Lines[1].TaxRatePercent", "Input.Lines[2].Quantity"],
            report.Faults(contract).Select(f => f.Field!));
    }

    [Fact]
    public void Whatever_is_reported_and_refused_the_contract_is_never_exceeded()
    {
        var step = ArbMap.Default.GeneratorFor<(int Price, int Quantity, bool Reduced, bool Refuse, byte Rounding)>();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Arb.From(Gen.ListOf(step)), steps =>
        {
            var contract = Contract(100_003);
            var standing = new List<Delivery>();
            foreach (var (price, quantity, reduced, refuse, rounding) in steps)
            {
                if (refuse && standing.Count > 0)
                {
                    Assert.True(standing[0].Refuse(contract, new DateOnly(2026, 11, 21), "違う。", Person, Noon).Ok);
                    standing.RemoveAt(0);
                    continue;
                }

                var line = Line(Math.Abs((long)price) % 5000, Math.Abs(quantity % 9), reduced ? 8 : 10);
                if (Deliver(contract, (TaxRounding)(rounding % 3), line) is { Ok: true } delivered)
                    standing.Add(delivered.Value);
                Assert.Equal(standing.Sum(d => d.Net), contract.DeliveredNet);
                Assert.Equal(standing.Sum(d => d.Total), contract.DeliveredTotal);
                Assert.True(contract.DeliveredNet <= contract.Net && contract.DeliveredTotal <= contract.Total);
            }
        }));
    }
}
