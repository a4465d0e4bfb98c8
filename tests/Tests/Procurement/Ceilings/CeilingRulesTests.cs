using Marketplace.Procurement;
using Marketplace.Procurement.Cases;
using Marketplace.Procurement.Ceilings;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.Ceilings;

/// <summary>Which ceiling counts on which day, and what a body may set.</summary>
[Trait("Kind", "Fast")]
public sealed class CeilingRulesTests
{
    private static readonly LocalGovernmentCode Suzaka = LocalGovernmentCode.Parse("202070");
    private static readonly DateOnly Amended = new(2025, 4, 1), Adopted = new(2025, 10, 1);
    private static readonly LegalCeiling[] Law =
    [
        Legal(BodyClass.Small, CeilingCategory.Other, new DateOnly(1982, 10, 1), 500_000), Legal(BodyClass.Small, CeilingCategory.Other, Amended, 1_000_000),
        Legal(BodyClass.Large, CeilingCategory.Other, Amended, 2_000_000), Legal(BodyClass.Large, CeilingCategory.Lease, Amended, 1_500_000, verified: false),
    ];

    [Fact]
    public void A_bodys_own_setting_counts_from_its_day_and_the_highest_revision_wins()
    {
        var book = Book(BodyClass.Small, Own(Amended, 1, 500_000), Own(Adopted, 1, 900_000), Own(Adopted, 2, 1_000_000));
        Assert.Equal(new Money(500_000), book.On(Adopted.AddDays(-1), CeilingCategory.Other).Amount);
        Assert.Equal(new Money(1_000_000), book.On(Adopted, CeilingCategory.Other).Amount);
        Assert.Equal((2, 0), (book.RevisionOf(CeilingCategory.Other, Adopted), book.RevisionOf(CeilingCategory.Lease, Adopted)));
        Assert.Equal(new Money(500_000), Book(BodyClass.Small).On(Amended.AddDays(-1), CeilingCategory.Other).Amount);
    }

    [Fact]
    public void A_body_sets_less_than_the_law_but_never_more()
    {
        Assert.Null(Book(BodyClass.Small).Above(CeilingCategory.Other, Amended, new Money(1_000_000)));
        Assert.Equal("above-the-law", Book(BodyClass.Small).Above(CeilingCategory.Other, Amended, new Money(1_000_001))!.Code);
        Assert.Equal("above-the-law", Book(BodyClass.Small).Above(CeilingCategory.Other, Amended.AddDays(-1), new Money(500_001))!.Code);
        Assert.Null(Book(BodyClass.Large).Above(CeilingCategory.Other, Amended, new Money(2_000_000)));
    }

    [Fact]
    public void What_nobody_has_read_at_its_source_is_neither_shown_nor_enforced()
    {
        var unknown = Book(BodyClass.Large).On(Amended, CeilingCategory.Lease);
        Assert.Equal((null, null), (unknown.Amount, unknown.Law));
        Assert.Null(Book(BodyClass.Large).Above(CeilingCategory.Lease, Amended, new Money(9_000_000)));
        Assert.Equal("ceiling-unknown", new SmallAmount(unknown, new Money(1), Amended, []).WhySmall.Code);
    }

    [Fact]
    public void Purchases_of_one_product_that_are_over_together_look_split()
    {
        var ceiling = Book(BodyClass.Small).On(Amended, CeilingCategory.Other);
        var other = new SameProduct("別の案件", "/cases/x", new Money(600_000));
        Assert.True(new SmallAmount(ceiling, new Money(400_001), Amended, [other]).LooksSplit);
        Assert.False(new SmallAmount(ceiling, new Money(400_000), Amended, [other]).LooksSplit);
        Assert.False(new SmallAmount(ceiling, new Money(1_000_001), Amended, [other]).LooksSplit);
        Assert.Equal([true, null, null, true], new SmallAmount(ceiling, new Money(1_000_000), Amended, []).Methods.Select(m => m.Allowed));
        Assert.False(new SmallAmount(ceiling, new Money(1_000_001), Amended, []).Methods[0].Allowed);
    }

    private static CeilingBook Book(BodyClass of, params BodyCeiling[] own) => new(Suzaka, of, own, Law);

    private static LegalCeiling Legal(BodyClass of, CeilingCategory category, DateOnly from, long yen, bool verified = true) =>
        new() { Class = of, Category = category, ValidFrom = from, Amount = new Money(yen), Verified = verified };

    private static BodyCeiling Own(DateOnly from, int revision, long yen) =>
        new() { BodyCode = Suzaka, Category = CeilingCategory.Other, ValidFrom = from, Revision = revision, Amount = new Money(yen), Source = "契約規則" };
}
