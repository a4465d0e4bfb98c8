using Marketplace.Billing;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Billing;

/// <summary>Tax once per rate, due date, late interest.</summary>
[Trait("Kind", "Fast")]
public sealed class InvoiceRulesTests
{
    private static DeliveryLine Line(long price, int rate = 10, int quantity = 1) => new("見本", quantity, "式", new Money(price), rate);

    [Fact]
    public void Three_lines_of_105_at_ten_per_cent_are_31_yen_of_tax_not_30()
    {
        var rates = TaxByRate.Of([Line(105), Line(105), Line(105)], TaxRounding.Floor);
        Assert.Equal([new RateSum(10, new Money(315), new Money(31))], rates);
    }

    [Theory]
    [InlineData(TaxRounding.Floor, 31, 8)]
    [InlineData(TaxRounding.HalfUp, 32, 8)]
    [InlineData(TaxRounding.Ceiling, 32, 9)]
    public void Each_rate_is_rounded_once_by_the_issuers_choice(TaxRounding rounding, long standard, long reduced)
    {
        // 315 × 10 % = 31.5; 105 × 8 % = 8.4.
        var rates = TaxByRate.Of([Line(105), Line(105, 8), Line(105), Line(105)], rounding);
        Assert.Equal([new RateSum(10, new Money(315), new Money(standard)), new RateSum(8, new Money(105), new Money(reduced))], rates);
    }

    [Theory]
    [InlineData("2026-11-21", "2026-11-20", "2026-12-21")] // inspected in time: 30 days after receipt
    [InlineData("2026-11-21", "2026-11-30", "2026-12-21")] // on the last day is in time
    [InlineData("2026-11-21", "2026-12-03", "2026-12-18")] // three days late are taken off
    [InlineData("2026-11-21", "2027-03-31", "2026-11-21")] // later than the whole term: due at once
    public void Due_is_30_days_after_receipt_less_late_inspection(string received, string inspected, string due) =>
        Assert.Equal(DateOnly.Parse(due), DueDate.Of(DateOnly.Parse(received), DateOnly.Parse("2026-11-30"), DateOnly.Parse(inspected)));

    [Theory]
    [InlineData(1_000_000, 0, 0)]
    [InlineData(1_000_000, 1, 0)] // 68 yen: under 100 nothing is due
    [InlineData(1_000_000, 2, 100)] // 136 yen: fractions of 100 are dropped
    [InlineData(1_000_000, 365, 25_000)]
    [InlineData(123_456_789, 30, 253_600)] // 253,678
    public void Late_interest_is_two_and_a_half_per_cent_by_days(long amount, int daysLate, long interest)
    {
        var due = new DateOnly(2026, 12, 21);
        Assert.Equal(new Money(interest), new LateInterest().On(new Money(amount), due, due.AddDays(daysLate), new DateOnly(2026, 5, 1)));
    }

    [Fact]
    public void The_rate_is_the_one_of_the_contracts_day_and_an_operator_can_add_the_next()
    {
        var interest = new LateInterest { Rates = [new(new DateOnly(2027, 4, 1), 2.8m)] };
        Assert.Equal(2.6m, interest.RateOn(new DateOnly(2021, 3, 31)));
        Assert.Equal(2.5m, interest.RateOn(new DateOnly(2021, 4, 1)));
        Assert.Equal(2.5m, interest.RateOn(new DateOnly(2027, 3, 31)));
        Assert.Equal(2.8m, interest.RateOn(new DateOnly(2027, 4, 1)));
    }

    [Fact]
    public void A_companys_registration_number_is_its_own_corporate_number()
    {
        var own = CorporateNumber.Parse("8999900000001");
        var profile = new ProfileInput("株式会社みほん", "Ｔ8999900000001", "東京都", "見本銀行", "架空支店", AccountType.Ordinary, "１２３４５６７", "カ）ミホン", TaxRounding.Floor);
        Assert.Empty(profile.Clean().Faults(own));
        Assert.Equal(["t-number-other"], (profile with { RegistrationNumber = "T7999900000002" }).Clean().Faults(own).Select(f => f.Code));
        Assert.Equal(["t-number"], (profile with { RegistrationNumber = "8999900000001" }).Clean().Faults(own).Select(f => f.Code));
        Assert.Empty((profile with { RegistrationNumber = "T1234567890123" }).Clean().Faults(null));
        Assert.Equal(["account-number", "holder-kana"], (profile with { AccountNumber = "123", HolderKana = "株式会社" }).Clean().Faults(own).Select(f => f.Code));
    }
}
