using Marketplace.Procurement;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.JointProcurements;

/// <summary>Properties of the allocation over random demands, prices and rules. The random numbers are seeded, so a failure repeats.</summary>
[Trait("Kind", "Fast")]
public sealed class CostAllocationTests
{
    private const int Cases = 2000;

    [Fact]
    public void Shares_and_parts_add_up_to_the_total_to_the_yen_and_none_is_negative()
    {
        foreach (var (price, rule, demands) in Random(1))
        {
            var allocation = CostAllocation.Of(price, rule, demands);
            Assert.Equal(allocation.Net, allocation.Shares.Sum(s => s.Net));
            Assert.All(allocation.Shares.SelectMany(s => s.Parts), p => Assert.True(p.Amount >= Money.Zero));
            foreach (var (component, total) in new[] { (CostComponent.Initial, allocation.Initial), (CostComponent.Running, allocation.Running) })
            {
                Assert.Equal(total, allocation.Shares.SelectMany(s => s.Parts).Where(p => p.Component == component).Sum(p => p.Amount));
                Assert.Equal(total, allocation.Shares[0].Parts.Where(p => p.Component == component).Sum(p => p.PartTotal));
            }

            foreach (var parts in allocation.Shares.SelectMany(s => s.Parts).GroupBy(p => (p.Component, p.Method)))
                Assert.Equal(parts.First().PartTotal, parts.Sum(p => p.Amount));
        }
    }

    [Fact]
    public void Running_cost_is_users_times_months_at_the_band_reached_together()
    {
        var price = new VolumePrice(new Money(1_000_000), VolumeBasis.TotalUsers, [new(0, new Money(500)), new(300, new Money(400)), new(1000, new Money(300))]);
        Demand[] demands = [Body(200, 10_000, 12), Body(150, 5_000, 3)];
        var allocation = CostAllocation.Of(price, AllocationRule.Only(AllocationMethod.Users), demands);
        Assert.Equal(new Money(400), allocation.Band.PerUserMonthly);
        Assert.Equal(new Money((200 * 12 + 150 * 3) * 400), allocation.Running);
        Assert.Equal(new Money(1_000_000) + allocation.Running, allocation.Net);
        // By users, the running cost of each body is exactly its own users and months.
        Assert.Equal(new Money(200 * 12 * 400), allocation.Shares[0].Parts.Single(p => p.Component == CostComponent.Running).Amount);

        var byBodies = price with { Basis = VolumeBasis.Bodies, Tiers = [new(0, new Money(500)), new(2, new Money(450)), new(3, new Money(1))] };
        Assert.Equal(new Money(450), CostAllocation.Of(byBodies, AllocationRule.Only(AllocationMethod.Users), demands).Band.PerUserMonthly);
    }

    [Theory]
    [InlineData(nameof(AllocationMethod.Population))]
    [InlineData(nameof(AllocationMethod.PopulationPower585))]
    [InlineData(nameof(AllocationMethod.Users))]
    public void Who_weighs_more_never_pays_less(string by)
    {
        var method = Enum.Parse<AllocationMethod>(by);
        foreach (var (price, _, demands) in Random(2))
        {
            var equalMonths = demands.Select(d => d with { Months = 7 }).ToArray();
            var shares = CostAllocation.Of(price, AllocationRule.Only(method), equalMonths).Shares;
            var ordered = shares.OrderBy(s => CostAllocation.WeightOf(method, s.Demand.Users, s.Demand.Population)).ToArray();
            foreach (var (less, more) in ordered.Zip(ordered.Skip(1)))
            {
                // Equal weights may differ by the one yen that is left over in each component.
                var tie = CostAllocation.WeightOf(method, less.Demand.Users, less.Demand.Population) == CostAllocation.WeightOf(method, more.Demand.Users, more.Demand.Population);
                Assert.True(more.Net.Yen >= less.Net.Yen - (tie ? 2 : 0), $"{more} < {less}");
            }
        }
    }

    [Fact]
    public void Equal_shares_differ_by_no_more_than_the_yen_left_over()
    {
        foreach (var (price, _, demands) in Random(3))
        {
            var shares = CostAllocation.Of(price, AllocationRule.Only(AllocationMethod.Equal), demands.Select(d => d with { Months = 12 }).ToArray()).Shares;
            Assert.InRange(shares.Max(s => s.Net.Yen) - shares.Min(s => s.Net.Yen), 0, 2);
        }
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(37_000)]
    [InlineData(6_500_000)]
    public void By_the_power_0585_twice_the_inhabitants_bear_one_and_a_half_times_the_share(int population)
    {
        var single = CostAllocation.WeightOf(AllocationMethod.PopulationPower585, 1, population);
        var twice = CostAllocation.WeightOf(AllocationMethod.PopulationPower585, 1, population * 2);
        Assert.Equal(1.5m, Math.Round(twice / single, 8));

        var price = new VolumePrice(new Money(25_000_000), VolumeBasis.TotalUsers, [new(0, Money.Zero)]);
        var shares = CostAllocation.Of(price, AllocationRule.Only(AllocationMethod.PopulationPower585), [Body(1, population, 12), Body(1, population * 2, 12)]).Shares;
        Assert.Equal([new Money(10_000_000), new Money(15_000_000)], shares.Select(s => s.Net));
    }

    [Fact]
    public void A_body_that_starts_later_pays_running_cost_for_fewer_months()
    {
        var price = new VolumePrice(Money.Zero, VolumeBasis.TotalUsers, [new(0, new Money(1000))]);
        foreach (var method in Enum.GetValues<AllocationMethod>())
        {
            var shares = CostAllocation.Of(price, AllocationRule.Only(method), [Body(100, 50_000, 12), Body(100, 50_000, 3)]).Shares;
            Assert.Equal(new Money(1_200_000), shares[0].Net);
            Assert.Equal(new Money(300_000), shares[1].Net);
        }
    }

    [Fact]
    public void A_mix_is_the_sum_of_its_methods()
    {
        var price = new VolumePrice(new Money(1_000_000), VolumeBasis.TotalUsers, [new(0, Money.Zero)]);
        var allocation = CostAllocation.Of(price, new AllocationRule(50, 50, 0, 0), [Body(10, 30_000, 12), Body(10, 10_000, 12)]);
        Assert.Equal([new Money(250_000 + 375_000), new Money(250_000 + 125_000)], allocation.Shares.Select(s => s.Net));
        Assert.All(allocation.Shares, s => Assert.Equal([AllocationMethod.Equal, AllocationMethod.Population], s.Parts.Where(p => p.Component == CostComponent.Initial).Select(p => p.Method)));
    }

    [Fact]
    public void A_rule_must_add_up_to_a_hundred()
    {
        Assert.Null(new AllocationRule(33.3m, 33.3m, 33.4m, 0).WhyNot("x"));
        Assert.Equal("allocation-sum", new AllocationRule(30, 30, 30, 0).WhyNot("x")!.Code);
        Assert.Equal("allocation-range", new AllocationRule(-10, 110, 0, 0).WhyNot("x")!.Code);
        Assert.All(Enum.GetValues<AllocationMethod>(), m => Assert.Null(AllocationRule.Only(m).WhyNot("x")));
    }

    private static IEnumerable<(VolumePrice, AllocationRule, Demand[])> Random(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Cases; i++)
        {
            var tiers = Enumerable.Range(0, random.Next(1, 5)).Select(t => new VolumeTier(t * random.Next(1, 500), new Money(random.Next(0, 5000))));
            var price = new VolumePrice(
                new Money(random.NextInt64(0, 3_000_000_000)), random.Next(2) == 0 ? VolumeBasis.TotalUsers : VolumeBasis.Bodies, [.. tiers.OrderBy(t => t.From)]);
            var cuts = new[] { 0, 100, random.Next(101), random.Next(101), random.Next(101) }.Order().ToArray();
            var rule = new AllocationRule(cuts[1] - cuts[0], cuts[2] - cuts[1], cuts[3] - cuts[2], cuts[4] - cuts[3]);
            var demands = Enumerable.Range(0, random.Next(1, 63)).Select(_ => Body(random.Next(1, 5000), random.Next(150, 3_800_000), random.Next(1, 13))).ToArray();
            yield return (price, rule, demands);
        }
    }

    private static Demand Body(int users, int population, int months) => new(Guid.NewGuid(), "団体", users, population, months);
}
