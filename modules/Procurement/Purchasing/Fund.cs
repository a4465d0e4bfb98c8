namespace Marketplace.Procurement;

/// <summary>Where a budget line's money comes from (財源).</summary>
public enum FundKind
{
    /// <summary>一般財源: local taxes, 地方交付税 and other money without a purpose of its own.</summary>
    General,

    /// <summary>国庫支出金・交付金, named, e.g. "デジタル基盤改革支援補助金".</summary>
    NationalGrant,

    /// <summary>都道府県支出金, named.</summary>
    PrefecturalGrant,

    /// <summary>デジタル活用推進事業債: may pay the introduction of a joint procurement of prefecture and municipalities (japan-procurement.md 3.1).</summary>
    DigitalBond,

    /// <summary>その他の地方債, named.</summary>
    OtherBond,

    /// <summary>その他の特定財源 (使用料, 基金繰入金 …), named.</summary>
    Other,
}

/// <summary>A line's source of funds.</summary>
/// <param name="Name">Of the grant, bond or fund; empty for 一般財源 and デジタル活用推進事業債. At most 100 characters.</param>
public readonly record struct Fund(FundKind Kind, string Name)
{
    public static readonly Fund General = new(FundKind.General, "");

    /// <summary>Whether this kind says nothing without a name.</summary>
    public static bool NeedsName(FundKind kind) => kind is not (FundKind.General or FundKind.DigitalBond);
}
