using FsCheck;
using FsCheck.Fluent;
using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Catalog.Search;

/// <summary>Bitmaps against the plainest possible reading of the rules.</summary>
[Trait("Kind", "Fast")]
public sealed class MatchingTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly Guid[] Sellers = [.. Enumerable.Range(1, 4).Select(i => new Guid(i, 0, 0, new byte[8]))];
    private static readonly CatalogueFilter[] Filters =
    [
        new("one", "一つ", null, false, [.. "abc".Select(c => new CatalogueFilterValue($"{c}", $"{c}", null))]),
        new("many", "複数", null, true, [.. "xyz".Select(c => new CatalogueFilterValue($"{c}", $"{c}", null))]),
    ];

    [Fact]
    public void Finds_and_counts_what_the_rules_say() => Prop.ForAll(Rows().Zip(Queries()).Zip(Gen.Choose(0, 1000)).ToArbitrary(), given =>
    {
        var ((rows, query), seed) = given;
        var columns = InSteps(rows, new Random(seed));
        var matching = new Matching(columns, query, Filters, Today, null);
        var counts = matching.Filters;
        Assert.Equal(Found(rows, query), matching.Found.ToArray());
        Assert.All(Filters.Zip(counts), f => Assert.Equal(f.First.Values.Select(v => Found(rows, After(query, f.First, v.Value)).Length), f.Second.Counts));
        var (all, byCode) = matching.Categories(["01", "02", "0101", "0201"]);
        Assert.Equal(Found(rows, query with { Category = null }).Length, all);
        Assert.All(byCode, c => Assert.Equal(Found(rows, query with { Category = c.Key }).Length, c.Value));
        Assert.Equal(Found(rows, query with { SecureToday = true }).Length, matching.SecureToday);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_suspended_seller_is_not_shown_and_a_proof_counts_on_its_days_only()
    {
        var row = new ColumnRow(1, false, Guid.NewGuid(), Sellers[0], ["0101"], [], ColumnRow.NoPrice, DateTimeOffset.UnixEpoch, "a");
        var proof = new ProofView(ProofKind.Iso27001, "1", "", "", Today, Today);
        var columns = Columns.Empty.Changed(1, [row], [new VendorStanding(Sellers[0], true, [proof])]);
        Assert.Equal([1], columns.Visible.ToArray());
        Assert.Equal([0, 1, 0], new[] { Today.AddDays(-1), Today, Today.AddDays(1) }.Select(d => columns.On(d).Secure.Count()));
        Assert.Empty(columns.Changed(2, [], [new VendorStanding(Sellers[0], false, [proof])]).Visible.ToArray());
    }

    [Fact]
    public void The_order_of_equals_changes_daily_and_is_the_same_all_day()
    {
        var columns = Columns.Empty.Changed(1, [.. Enumerable.Range(1, 50).Select(n => new ColumnRow(n, false, Guid.NewGuid(), Sellers[0], [], [], ColumnRow.NoPrice, DateTimeOffset.UnixEpoch, "a"))], []);
        var (monday, tuesday) = (columns.On(Today).Lottery, columns.On(Today.AddDays(1)).Lottery);
        Assert.NotEqual(monday, tuesday);
        Assert.Equal(monday, columns.On(Today).Lottery);
    }

    /// <summary>What a click on a value leads to; in a single choice the counts of the values add up, so the value alone is looked at.</summary>
    private static CatalogueQuery After(CatalogueQuery query, CatalogueFilter filter, string value)
    {
        var chosen = new Dictionary<string, IReadOnlyList<string>>(query.Chosen) { [filter.Id] = filter.AllMustMatch ? [.. query.Chosen.GetValueOrDefault(filter.Id) ?? [], value] : [value] };
        return query with { Chosen = chosen };
    }

    private static int[] Found(ColumnRow[] rows, CatalogueQuery query) =>
    [
        .. rows.Where(r => !r.Removed && r.SellerId != Sellers[0])
            .Where(r => query.Category is null || r.Categories.Any(c => c.StartsWith(query.Category, StringComparison.Ordinal)))
            .Where(r => Filters.All(f => query.Chosen.GetValueOrDefault(f.Id) is not { Count: > 0 } values
                || (f.AllMustMatch ? values.All(v => r.FilterValues.Contains($"{f.Id}={v}")) : values.Any(v => r.FilterValues.Contains($"{f.Id}={v}")))))
            .Where(r => !query.SecureToday || r.SellerId == Sellers[1])
            .Where(r => r.Monthly(1, 1) >= (query.PriceFrom ?? 0) && r.Monthly(1, 1) <= (query.PriceTo ?? long.MaxValue))
            .Select(r => r.Number).Order(),
    ];

    /// <summary>The same rows by way of other rows at their places, as index changes come in.</summary>
    private static Columns InSteps(ColumnRow[] rows, Random random)
    {
        var standings = Sellers.Select((s, i) => new VendorStanding(s, i != 0, i == 1 ? [new ProofView(ProofKind.Ismap, "1", "", "", Today.AddYears(-1), Today.AddYears(1))] : [])).ToArray();
        var columns = Columns.Empty.Changed(1, [.. rows.Select(r => rows[random.Next(rows.Length)] with { Number = r.Number })], [.. standings.Select(s => s with { Certified = true })]);
        foreach (var part in rows.OrderBy(_ => random.Next()).Chunk(7))
            columns = columns.Changed(columns.Position + 1, part, standings);
        return columns;
    }

    private static Gen<ColumnRow[]> Rows() =>
        from count in Gen.Choose(1, 150)
        from rows in Gen.ArrayOf(
            from removed in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
            from seller in Gen.Elements(Sellers)
            from categories in Gen.SubListOf("0101", "0102", "0201")
            from one in Gen.Elements("one=a", "one=b", "one=c", "other=a")
            from many in Gen.SubListOf("many=x", "many=y", "many=z")
            from price in Gen.Choose(0, 5)
            select new ColumnRow(0, removed, Guid.NewGuid(), seller, [.. categories], [one, .. many],
                new PricePlan(Money.Zero, PriceBasis.Flat, [new PriceTier(0, new Money(price))], 1, 0), DateTimeOffset.UnixEpoch, ""), count)
        select rows.Select((r, i) => r with { Number = i + 1 }).ToArray();

    private static Gen<CatalogueQuery> Queries() =>
        from category in Gen.Elements(null, null, "01", "0102", "02")
        from one in Gen.SubListOf("a", "b", "c")
        from many in Gen.Frequency((3, Gen.Constant(new List<string>())), (1, Gen.SubListOf("x", "y", "z").Select(l => l.ToList())))
        from secure in Gen.Elements(true, false, false)
        from low in Gen.Elements<long?>(null, null, 2)
        from high in Gen.Elements<long?>(null, null, 4)
        select new CatalogueQuery("", category, new Dictionary<string, IReadOnlyList<string>> { ["one"] = [.. one], ["many"] = many }, secure, low, high, 1, 1, CatalogueSort.Relevance, 0, 30);
}
