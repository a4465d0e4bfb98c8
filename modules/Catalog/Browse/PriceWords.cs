using Marketplace.Shared;

namespace Marketplace.Catalog.Browse;

internal static class PriceWords
{
    /// <summary>For which size a monthly price holds: "利用者100人の場合".</summary>
    public static string For(PricePlan plan, BodySize size, Texts t) => plan.Basis switch
    {
        PriceBasis.Users => t["利用者{0}人の場合", SearchCatalogue.Count(size.Users)],
        PriceBasis.Population => t["人口{0}人の場合", SearchCatalogue.Count(size.Population)],
        PriceBasis.Flat => t["定額"],
        PriceBasis.Bodies => size.Bodies == 1 ? t["1団体で使う場合"] : t["{0}団体で使う場合の1団体分", SearchCatalogue.Count(size.Bodies)],
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Basis, "Unknown price basis."),
    };

    /// <summary>"利用者100人・人口50,000人", and with how many bodies if it is used together.</summary>
    public static string Of(BodySize size, Texts t) => size.Bodies == 1
        ? t["利用者{0}人・人口{1}人", SearchCatalogue.Count(size.Users), SearchCatalogue.Count(size.Population)]
        : t["利用者{0}人・人口{1}人・{2}団体で共同利用", SearchCatalogue.Count(size.Users), SearchCatalogue.Count(size.Population), SearchCatalogue.Count(size.Bodies)];

    public static Money Monthly(PricePlan plan, BodySize size) => plan.MonthlyFor(size.Users, size.Population, size.Bodies);
}
