namespace Marketplace.Procurement.Ceilings;

/// <summary>Categories in the order's words; every text is a key of <see cref="Shared.Texts"/>.</summary>
internal static class CeilingWords
{
    public static string Of(CeilingCategory category) => category switch
    {
        CeilingCategory.Works => "工事又は製造の請負",
        CeilingCategory.Purchase => "財産の買入れ",
        CeilingCategory.Lease => "物件の借入れ",
        CeilingCategory.Sale => "財産の売払い",
        CeilingCategory.LettingOut => "物件の貸付け",
        CeilingCategory.Other => "その他（委託・役務など）",
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "Unknown category."),
    };
}
