using System.Globalization;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>An offer as evaluated for the actual demand under a rule: shares, and what each body would pay alone at the listing's price.</summary>
internal sealed record WhatIf(JointOffer Offer, CostAllocation Allocation, IReadOnlyList<Money> Alone)
{
    /// <summary>Of all bodies, without tax.</summary>
    public Money AloneNet => Alone.Sum();
    public Money Saving => AloneNet - Allocation.Net;

    /// <summary>Saving in per cent of buying alone; null where that would cost nothing.</summary>
    public decimal? SavingPerCent => AloneNet == Money.Zero ? null : Math.Round(100m * Saving.Yen / AloneNet.Yen, 1);

    public static WhatIf Of(JointOffer offer, AllocationRule rule, JointProcurement joint)
    {
        var demands = joint.Demands();
        var price = offer.Listing.Price;
        return new WhatIf(offer, CostAllocation.Of(offer.Price, rule, demands), [.. demands.Select(d => price.TotalFor(d.Users, d.Population, d.Months))]);
    }

    /// <summary>The columns of the shares' table: component and method, with the rule's per cent.</summary>
    public IEnumerable<(CostComponent Component, AllocationMethod Method, Money Total)> Columns => Allocation.Shares[0].Parts.Select(p => (p.Component, p.Method, p.PartTotal));

    /// <summary>"¥1,200,000 × 320.5 ÷ 1,204 = ¥319,435": one line of how a share was computed.</summary>
    public static string Formula(SharePart part) =>
        $"{part.PartTotal} × {Weight(part.Weight)} ÷ {Weight(part.WeightSum)} → {part.Amount}";

    private static string Weight(decimal weight) => weight.ToString("#,0.####", CultureInfo.InvariantCulture);
}
