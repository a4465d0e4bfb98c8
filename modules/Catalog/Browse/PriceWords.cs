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
        PriceBasis.Bodies => t["1団体で使う場合"],
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Basis, "Unknown price basis."),
    };

    public static Money Monthly(PricePlan plan, BodySize size) => plan.MonthlyFor(size.Users, size.Population);
}
