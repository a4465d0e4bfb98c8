using Marketplace.Shared;

namespace Marketplace.Billing;

/// <summary>税率ごとの対価の合計と消費税額: one row of a qualified invoice's tax table.</summary>
/// <param name="RatePercent">10, or 8 for the reduced rate (軽減税率).</param>
/// <param name="Net">Sum of that rate's lines without tax.</param>
/// <param name="Tax">Rounded once on that sum.</param>
public sealed record RateSum(int RatePercent, Money Net, Money Tax)
{
    public Money Total => Net + Tax;
}

/// <summary>Adds up lines by rate and taxes each sum once (消費税法施行令70条の10): three lines of ¥105 at 10 % are ¥31 of tax, never ¥30.</summary>
internal static class TaxByRate
{
    /// <summary>Standard rate first; only rates that occur.</summary>
    public static IReadOnlyList<RateSum> Of(IEnumerable<DeliveryLine> lines, TaxRounding rounding) =>
    [
        .. lines.GroupBy(l => l.TaxRatePercent).OrderByDescending(g => g.Key)
            .Select(g => (Rate: g.Key, Net: g.Sum(l => l.Net)))
            .Select(s => new RateSum(s.Rate, s.Net, ConsumptionTax.On(s.Net, s.Rate, rounding))),
    ];
}
