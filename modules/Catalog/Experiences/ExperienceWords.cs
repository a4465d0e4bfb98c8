using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Catalog.Experiences;

/// <summary>States, ways and costs in the office's words.</summary>
internal static class ExperienceWords
{
    /// <summary>Upper ends of the bands in which a cost is shown that may not be shown to the yen (yen a year).</summary>
    private static readonly (long Below, string Text)[] Bands =
    [
        (500_000, "50万円未満"), (1_000_000, "50万円以上100万円未満"), (5_000_000, "100万円以上500万円未満"), (10_000_000, "500万円以上1,000万円未満"), (50_000_000, "1,000万円以上5,000万円未満"),
    ];

    public static string Cost(Experience e, Texts t) => e.ShowCost ? e.YearlyCost.ToString() : Band(e.YearlyCost, t);

    public static string Band(Money cost, Texts t) => t[Bands.FirstOrDefault(b => cost.Yen < b.Below).Text ?? "5,000万円以上"];

    public static string Way(WayBought way, Texts t) => way switch
    {
        WayBought.SmallNegotiated => t["少額随意契約"],
        WayBought.Negotiated => t["随意契約（少額以外）"],
        WayBought.NamedBidding => t["指名競争入札"],
        WayBought.OpenBidding => t["一般競争入札"],
        WayBought.Proposal => t["公募型プロポーザル"],
        WayBought.Joint => t["共同調達"],
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, "Unknown way."),
    };

    public static string State(ModerationState state, Texts t) => state switch
    {
        ModerationState.Submitted => t["公開前の確認中"],
        ModerationState.Published => t["公開中"],
        ModerationState.Returned => t["差戻し"],
        ModerationState.Withdrawn => t["取下げ"],
        _ => t["なし"],
    };

    public static string Chip(ModerationState state) => state switch
    {
        ModerationState.Published => "good",
        ModerationState.Returned => "warn",
        ModerationState.Submitted => "info",
        _ => "neutral",
    };

    public static IReadOnlyList<Option> Ways(Texts t) => [.. Enum.GetValues<WayBought>().Select(w => new Option(w.ToString(), Way(w, t)))];
}
