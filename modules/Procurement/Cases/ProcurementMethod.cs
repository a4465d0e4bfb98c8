namespace Marketplace.Procurement.Cases;

/// <summary>契約の方法 (地方自治法234条). Open bidding is the rule; the others only as the law's order (施行令) allows.</summary>
internal enum ProcurementMethod
{
    /// <summary>随意契約（特命）: with one seller, without competition; 施行令167条の2第1項.</summary>
    Negotiated,

    /// <summary>見積合わせ: quotes of two or more compared; legally a 随意契約, so it needs a ground too.</summary>
    Quotes,

    /// <summary>企画競争・プロポーザル: proposals compared; legally a 随意契約, usually No. 2.</summary>
    Proposal,

    /// <summary>指名競争入札: bids of invited sellers; 施行令167条.</summary>
    DesignatedBidding,

    /// <summary>一般競争入札: bids of anybody qualified.</summary>
    OpenBidding,
}

/// <summary>What the law asks of a method.</summary>
internal static class ProcurementMethods
{
    /// <summary>The nine cases of 施行令167条の2第1項, by number less one.</summary>
    public static readonly IReadOnlyList<string> Grounds =
    [
        "第1号：予定価格が規則で定める額を超えない（少額）",
        "第2号：性質又は目的が競争入札に適しない",
        "第3号：障害者支援施設等からの調達",
        "第4号：新商品・新役務の認定事業者からの調達",
        "第5号：緊急の必要により競争入札に付することができない",
        "第6号：競争入札に付することが不利と認められる",
        "第7号：時価に比して著しく有利な価格で契約できる見込みがある",
        "第8号：入札者又は落札者がない",
        "第9号：落札者が契約を締結しない",
    ];

    /// <summary>Whether a ground of 施行令167条の2第1項 must be named.</summary>
    public static bool NeedsGround(this ProcurementMethod method) =>
        method is ProcurementMethod.Negotiated or ProcurementMethod.Quotes or ProcurementMethod.Proposal;
}
