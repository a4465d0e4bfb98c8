using Marketplace.Procurement;
using Marketplace.Procurement.Cases;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.Cases;

/// <summary>How a price spreads over the fiscal years of a term, and by what right a term may cross them.</summary>
[Trait("Kind", "Fast")]
public sealed class YearlyPartsTests
{
    private static readonly Guid Vote = Guid.NewGuid();
    private static readonly BudgetReport Report = new(new FiscalYear(2026), [], [], [],
        [new DebtAuthority(Vote, "文書管理システム利用料", [new(new FiscalYear(2027), new Money(1)), new(new FiscalYear(2028), new Money(1))])], new LongTermOrdinance("長期継続契約条例", 5), []);
    private static readonly CaseFacts Facts = new("文書管理", "", 200, 160_000, Day("2026-07-01"), Day("2029-03-31"), "", LaterYearsRight.LongTerm);

    [Theory]
    [InlineData("2026-07-01", "2027-03-31", "2026:9")]
    [InlineData("2026-07-01", "2028-06-30", "2026:9 2027:12 2028:3")]
    [InlineData("2027-03-01", "2029-02-28", "2026:1 2027:12 2028:11")]
    // 3/15 to 4/14 ends in the next year; the last month begun counts whole and ends with the term.
    [InlineData("2027-02-15", "2027-05-20", "2026:1 2027:3")]
    [InlineData("2027-01-31", "2027-04-29", "2026:2 2027:1")]
    public void A_month_belongs_to_the_year_in_which_it_ends(string start, string end, string expected)
    {
        var months = YearlyParts.MonthsByYear(Day(start), Day(end));
        Assert.Equal(expected, string.Join(' ', months.Select(m => $"{m.Year.Year}:{m.Months}")));
        Assert.Equal(Months.Between(Day(start), Day(end)), months.Sum(m => m.Months));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(100_000, 83_333)]
    [InlineData(7, 33)]
    [InlineData(999_999, 12_345_677)]
    public void Parts_are_whole_yen_taxed_once_and_add_up(long initial, long monthly)
    {
        var price = new PricePlan(new Money(initial), PriceBasis.Flat, [new(0, new Money(monthly))], 1, 0);
        var parts = YearlyParts.Of(price, 1, 1, Day("2026-07-01"), Day("2029-06-30"));
        var net = price.TotalFor(1, 1, 36);
        Assert.Equal((net, ConsumptionTax.Including(net)), (parts.Sum(p => p.Net), parts.Sum(p => p.Total)));
        Assert.Equal(new Money(initial + 9 * monthly), parts[0].Net);
        Assert.All(parts, p => Assert.InRange(p.Total.Yen - ConsumptionTax.Including(p.Net).Yen, 0, 1));
    }

    [Fact]
    public void A_term_over_31_March_needs_a_right_that_carries_it()
    {
        Assert.Null(LaterYearsRight.Chosen(Facts with { End = Day("2027-03-31") }, Report).Value);
        Assert.Equal("長期継続契約条例", LaterYearsRight.Chosen(Facts, Report).Value!.Name);
        Assert.Equal("no-ordinance", Code(Facts, Report with { Ordinance = null }));
        Assert.True(LaterYearsRight.Chosen(Facts with { End = Day("2031-06-30") }, Report).Ok);
        Assert.Equal("longer-than-ordinance", Code(Facts with { End = Day("2031-07-01") }, Report));
        Assert.Equal(Vote, LaterYearsRight.Chosen(Facts with { Right = Vote.ToString() }, Report).Value!.AuthorityId);
        Assert.Equal("debt-years", Code(Facts with { Right = Vote.ToString(), End = Day("2029-04-30") }, Report));
        Assert.Equal("no-debt-authority", Code(Facts with { Right = Guid.NewGuid().ToString() }, Report));
    }

    private static string Code(CaseFacts facts, BudgetReport report) => Assert.Single(LaterYearsRight.Chosen(facts, report).Refusals).Code;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);
}
