using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>What a body wants, as the allocation sees it.</summary>
/// <param name="Months">From its start month to March, 1 to 12.</param>
internal sealed record Demand(Guid ParticipantId, string Body, int Users, int Population, int Months);

/// <summary>The two components of the cost.</summary>
internal enum CostComponent
{
    /// <summary>初期費用.</summary>
    Initial,

    /// <summary>月額費用, summed over the term.</summary>
    Running,
}

/// <summary>One line of "how this was computed": a part of the cost, the body's weight in it, and the whole yen that fell to the body.</summary>
/// <param name="PartTotal">What all bodies bear together in this part.</param>
/// <param name="Weight">The body's weight; running cost is weighted by months as well, so a later start pays for fewer months.</param>
/// <param name="WeightSum">The weights of all bodies together.</param>
internal sealed record SharePart(CostComponent Component, AllocationMethod Method, Money PartTotal, decimal Weight, decimal WeightSum, Money Amount);

/// <summary>What a body bears. <see cref="Net"/> is the sum of its parts, <see cref="Total"/> the same with consumption tax.</summary>
internal sealed record BodyShare(Demand Demand, IReadOnlyList<SharePart> Parts)
{
    public Money Net => Parts.Sum(p => p.Amount);
    public Money Total => ConsumptionTax.Including(Net);
}

/// <summary>費用按分: what all bodies together pay for an offer, and each body's share in whole yen. Pure and repeatable.
/// Total = initial fee + Σ users × months × price of the band reached together. Each component is first split among the methods of the rule, then each
/// of these parts among the bodies, always by largest remainder (<see cref="Money.Split"/>): nothing is lost or gained, to the yen. Amounts are net;
/// consumption tax is added once per body's contract.</summary>
internal sealed record CostAllocation(VolumeTier Band, int TotalUsers, Money Initial, Money Running, IReadOnlyList<BodyShare> Shares)
{
    /// <summary>k = log2(1.5) = 0.585 (HARP): 2^k = 1.5.</summary>
    private static readonly double Exponent = Math.Log2(1.5);

    /// <summary>Of all bodies together, without tax.</summary>
    public Money Net => Initial + Running;

    /// <summary>With tax, as the bodies' contracts add up to.</summary>
    public Money Total => Shares.Sum(s => s.Total);

    /// <exception cref="ArgumentException">No body, or one without users, inhabitants or months.</exception>
    public static CostAllocation Of(VolumePrice price, AllocationRule rule, IReadOnlyList<Demand> demands)
    {
        if (demands.Count == 0 || demands.Any(d => d.Users < 1 || d.Population < 1 || d.Months is < 1 or > 12))
            throw new ArgumentException("Each body needs users, inhabitants and 1 to 12 months.", nameof(demands));
        var users = checked(demands.Sum(d => d.Users));
        var band = price.BandOf(users, demands.Count);
        var running = band.PerUserMonthly * demands.Sum(d => (long)d.Users * d.Months);
        var parts = demands.Select(_ => new List<SharePart>()).ToArray();
        Share(price.Initial, CostComponent.Initial, rule, demands, parts);
        Share(running, CostComponent.Running, rule, demands, parts);
        return new CostAllocation(band, users, price.Initial, running, [.. demands.Zip(parts, (d, p) => new BodyShare(d, p))]);
    }

    /// <summary>A body's weight under a method. Rounded to ten decimals, so that every machine computes the same.</summary>
    public static decimal WeightOf(AllocationMethod method, int users, int population) => method switch
    {
        AllocationMethod.Equal => 1,
        AllocationMethod.Population => population,
        AllocationMethod.PopulationPower585 => Math.Round((decimal)Math.Pow(population, Exponent), 10),
        AllocationMethod.Users => users,
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };

    private static void Share(Money component, CostComponent kind, AllocationRule rule, IReadOnlyList<Demand> demands, List<SharePart>[] parts)
    {
        var methods = Enum.GetValues<AllocationMethod>();
        var byMethod = component.Split([.. methods.Select(rule.PerCent)]);
        foreach (var (method, total) in methods.Zip(byMethod).Where(m => rule.PerCent(m.First) > 0))
        {
            var weights = demands.Select(d => WeightOf(method, d.Users, d.Population) * (kind == CostComponent.Running ? d.Months : 1)).ToArray();
            var amounts = total.Split(weights);
            for (var i = 0; i < demands.Count; i++)
                parts[i].Add(new SharePart(kind, method, total, weights[i], weights.Sum(), amounts[i]));
        }
    }
}
