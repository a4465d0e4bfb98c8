using FsCheck;
using FsCheck.Fluent;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Shared;

[Trait("Kind", "Fast")]
public sealed class ValueTests
{
    private static void Holds(Property property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), property);

    private static Gen<string> Digits(int length) => Gen.Elements("0123456789".ToCharArray()).ArrayOf(length).Select(c => new string(c));

    [Theory]
    [InlineData("13101", 6)]
    [InlineData("01000", 6)]
    [InlineData("13000", 1)]
    [InlineData("27100", 4)]
    public void Local_government_check_digits_of_the_domain_facts(string five, int digit) => Assert.Equal(digit, LocalGovernmentCode.CheckDigit(five));

    [Theory]
    [InlineData("131016", false, false)]
    [InlineData("010006", true, false)]
    [InlineData("271004", false, true)]
    public void A_code_knows_prefectures_and_designated_cities(string text, bool prefecture, bool designated)
    {
        var code = LocalGovernmentCode.Parse(text);
        Assert.Equal(prefecture, code.IsPrefecture);
        Assert.Equal(designated, code.IsDesignatedCity);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("131017")]
    [InlineData("１３１０１６")]
    [InlineData("13101")]
    [InlineData("481016")]
    [InlineData("13101a")]
    public void Wrong_codes_are_refused(string? text) => Assert.False(LocalGovernmentCode.TryParse(text, null, out _));

    [Fact]
    public void One_changed_digit_of_a_code_is_always_noticed_except_where_eleven_folds()
    {
        // 11 − (s mod 11) has eleven values and the digit ten, so remainder 0 and 10... share digits 1 and 0; the property counts how rarely a slip survives.
        var slips = 0;
        var survived = 0;
        for (var five = 1000; five < 48000; five += 7)
        {
            var text = five.ToString("00000", System.Globalization.CultureInfo.InvariantCulture);
            var code = text + LocalGovernmentCode.CheckDigit(text);
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (digit == code[4])
                    continue;
                slips++;
                if (LocalGovernmentCode.TryParse(code[..4] + digit + code[5], null, out _))
                    survived++;
            }
        }

        Assert.True(survived < slips / 20, $"{survived} of {slips}");
    }

    [Theory]
    [InlineData("7123456789012")]
    [InlineData("4011001098993")]
    [InlineData("8000020130001")]
    [InlineData("7000020010006")]
    public void Corporate_numbers_of_the_domain_facts(string text) => Assert.Equal(text, CorporateNumber.Parse(text).ToString());

    [Fact]
    public void A_corporate_number_with_its_check_digit_parses_and_any_other_first_digit_does_not() =>
        Holds(Prop.ForAll(Digits(12).ToArbitrary(), twelve =>
            Enumerable.Range(0, 10).All(d => CorporateNumber.TryParse($"{d}{twelve}", null, out _) == (d == CorporateNumber.CheckDigit(twelve)))));

    [Fact]
    public void A_corporate_number_notices_every_single_wrong_digit_but_nine_for_zero() =>
        Holds(Prop.ForAll(Digits(12).ToArbitrary(), Gen.Choose(0, 11).ToArbitrary(), Gen.Choose(0, 9).ToArbitrary(), (twelve, place, digit) =>
        {
            var number = $"{CorporateNumber.CheckDigit(twelve)}{twelve}";
            var slip = number[..(place + 1)] + (char)('0' + digit) + number[(place + 2)..];
            var folds = Math.Abs(digit - (number[place + 1] - '0')) is 0 or 9;
            return folds || !CorporateNumber.TryParse(slip, null, out _);
        }));

    [Theory]
    [InlineData("130001", "8000020130001")]
    [InlineData("010006", "7000020010006")]
    public void A_local_governments_corporate_number_follows_from_its_code(string code, string number) =>
        Assert.Equal(number, CorporateNumber.Of(LocalGovernmentCode.Parse(code)).ToString());

    [Fact]
    public void A_registration_number_is_T_and_thirteen_digits_and_knows_its_company()
    {
        var company = CorporateNumber.Parse("4011001098993");
        Assert.True(InvoiceRegistrationNumber.Of(company).BelongsTo(company));
        Assert.True(InvoiceRegistrationNumber.Of(company).IsCompany);
        Assert.False(InvoiceRegistrationNumber.Parse("T1234567890123").IsCompany);
        Assert.False(InvoiceRegistrationNumber.TryParse("T123456789012", null, out _));
        Assert.False(InvoiceRegistrationNumber.TryParse("t4011001098993", null, out _));
    }

    [Fact]
    public void Three_lines_of_105_yen_are_taxed_together_31_yen_and_not_30() =>
        Assert.Equal(new Money(31), ConsumptionTax.On(new[] { new Money(105), new Money(105), new Money(105) }.Sum(), 10));

    [Fact]
    public void Tax_lies_between_floor_and_ceiling_and_roundings_are_ordered() =>
        Holds(Prop.ForAll(Gen.Choose(0, 2_000_000_000).Select(i => (long)i).ToArbitrary(), Gen.Elements(0, 8, 10).ToArbitrary(), (net, rate) =>
        {
            var exact = net * rate / 100m;
            var floor = ConsumptionTax.On(new Money(net), rate).Yen;
            var half = ConsumptionTax.On(new Money(net), rate, TaxRounding.HalfUp).Yen;
            var ceiling = ConsumptionTax.On(new Money(net), rate, TaxRounding.Ceiling).Yen;
            return floor <= half && half <= ceiling && floor == Math.Floor(exact) && ceiling == Math.Ceiling(exact) && Math.Abs(half - exact) <= 0.5m;
        }));

    [Fact]
    public void Shares_add_up_to_the_total_and_are_off_their_exact_part_by_less_than_a_yen()
    {
        var weights = Gen.Choose(0, 2_000_000).Select(i => (decimal)i).ListOf().Where(l => l.Count > 0 && l.Sum() > 0);
        Holds(Prop.ForAll(Gen.Choose(0, int.MaxValue).Select(i => (long)i * 40).ToArbitrary(), weights.ToArbitrary(), (total, parts) =>
        {
            var shares = new Money(total).Split(parts.ToArray());
            var sum = parts.Sum();
            return shares.Sum() == new Money(total)
                && shares.Zip(parts).All(s => s.First.Yen >= 0 && Math.Abs(s.First.Yen - total * (s.Second / sum)) < 1.000001m);
        }));
    }

    [Fact]
    public void Money_that_overflows_throws_instead_of_wrapping() => Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));

    [Theory]
    [InlineData(1_234_567, "¥1,234,567")]
    [InlineData(-1_234, "▲¥1,234")]
    [InlineData(0, "¥0")]
    public void Money_is_written_as_offices_write_it(long yen, string text) => Assert.Equal(text, new Money(yen).ToString());

    [Fact]
    public void Every_day_lies_in_exactly_its_fiscal_year() =>
        Holds(Prop.ForAll(Gen.Choose(0, 40_000).Select(d => new DateOnly(1990, 1, 1).AddDays(d)).ToArbitrary(), day =>
        {
            var year = FiscalYear.Of(day);
            return year.Contains(day) && !year.Next.Contains(day) && year.BooksClose == year.LastDay.AddMonths(2) && year.LastDay.AddDays(1) == year.Next.FirstDay;
        }));

    [Fact]
    public void A_deadline_day_ends_at_midnight_in_Japan() =>
        Assert.Equal(new DateTimeOffset(2026, 3, 31, 15, 0, 0, TimeSpan.Zero), new DateOnly(2026, 3, 31).EndOfJapanDay());
}
