using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>A fiscal year's part of a contract's price.</summary>
/// <param name="Months">Months of the term that end in the year.</param>
/// <param name="Total">With tax.</param>
internal sealed record YearlyPart(FiscalYear Year, int Months, Money Net, Money Total);

/// <summary>年割額: proposes how a price spreads over the fiscal years of a term. A month of the term belongs to the year in which it ends, because it is
/// performed and accepted then (地方自治法施行令143条1項); the initial fee belongs to the first year.</summary>
internal static class YearlyParts
{
    /// <summary>The parts in order, one for each year from that of <paramref name="start"/> to that of <paramref name="end"/>. Tax is computed once, on the
    /// whole; the parts are whole yen and add up to it exactly.</summary>
    public static IReadOnlyList<YearlyPart> Of(PricePlan price, int users, int population, DateOnly start, DateOnly end)
    {
        var months = MonthsByYear(start, end);
        var monthly = price.MonthlyFor(users, population);
        var nets = months.Select((m, i) => monthly * m.Months + (i == 0 ? price.Initial : Money.Zero)).ToArray();
        var total = ConsumptionTax.Including(nets.Sum());
        var totals = total == Money.Zero ? nets : total.Split([.. nets.Select(n => (decimal)n.Yen)]);
        return [.. months.Select((m, i) => new YearlyPart(m.Year, m.Months, nets[i], totals[i]))];
    }

    /// <summary>How many months of a term end in each of its fiscal years.</summary>
    public static IReadOnlyList<(FiscalYear Year, int Months)> MonthsByYear(DateOnly start, DateOnly end)
    {
        var ends = Enumerable.Range(1, Months.Between(start, end)).Select(n => start.AddMonths(n).AddDays(-1)).Select(day => FiscalYear.Of(day < end ? day : end)).ToArray();
        var (first, last) = (FiscalYear.Of(start).Year, FiscalYear.Of(end).Year);
        return [.. Enumerable.Range(first, last - first + 1).Select(year => (new FiscalYear(year), ends.Count(e => e.Year == year)))];
    }
}
