using Marketplace.Shared;

namespace Marketplace.Catalog.Browse;

/// <summary>What an offer costs a body of that size over a term, and over five years. Without tax unless said.</summary>
/// <param name="Size">Of the body, and with how many others it uses it; costs are this body's alone.</param>
/// <param name="Months">Term, 1 to <see cref="MostMonths"/>.</param>
internal sealed record CostEstimate(PricePlan Price, BodySize Size, int Months)
{
    public const int MostMonths = 120;

    private const int Years = 5;

    public Money Monthly => Price.MonthlyFor(Size.Users, Size.Population, Size.Bodies);

    public Money Yearly => Monthly * 12;

    /// <summary>Initial fee and every month of the term.</summary>
    public Money Total => Price.TotalFor(Size.Users, Size.Population, Months, Size.Bodies);

    /// <summary>With consumption tax at the standard rate, rounded once.</summary>
    public Money TotalWithTax => ConsumptionTax.Including(Total);

    public bool TermTooShort => Months < Price.MinimumTermMonths;

    /// <summary>Total cost of ownership (総保有コスト), year by year.</summary>
    public IReadOnlyList<YearCost> FiveYears => [.. Enumerable.Range(1, Years).Select(year => new YearCost(year, year == 1 ? Price.Initial : Money.Zero, Yearly, Price.Initial + (Yearly * year)))];

    /// <summary>How the listing's page and API read a term: what is asked, else a year or the offer's least.</summary>
    public static int UsualMonths(PricePlan price) => Math.Max(12, price.MinimumTermMonths);
}

/// <param name="Year">From 1.</param>
/// <param name="SoFar">All costs up to the end of this year.</param>
internal sealed record YearCost(int Year, Money Initial, Money Use, Money SoFar)
{
    public Money Total => Initial + Use;
}
