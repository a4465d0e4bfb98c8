using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>States and kinds in the office's words, the same on every page.</summary>
internal static class ListingWords
{
    public static string Kind(EntryKind kind, Texts t) => kind switch
    {
        EntryKind.Software => t["ソフトウェア"],
        EntryKind.Offer => t["サービス"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind."),
    };

    /// <summary>Where it stands for everybody: what is public counts first, then how far the draft is.</summary>
    public static string State(LiveState live, WorkState work, Texts t) => (live, work) switch
    {
        (LiveState.Published, _) => t["公開中"],
        (LiveState.Suspended, _) => t["停止"],
        (_, WorkState.Submitted) => t["審査中"],
        (_, WorkState.Returned) => t["差戻し"],
        (LiveState.Withdrawn, _) => t["取下げ"],
        _ => t["下書き"],
    };

    /// <summary>How far a change of a published entry is; null when there is none.</summary>
    public static string? Change(Entry entry, Texts t) => entry.Live is not (LiveState.Published or LiveState.Suspended) ? null : entry.Work switch
    {
        WorkState.Draft => t["変更の下書きあり"],
        WorkState.Submitted => t["変更申請の審査中"],
        WorkState.Returned => t["変更申請の差戻し"],
        _ => null,
    };

    /// <summary>Colour of the state's chip.</summary>
    public static string Chip(Entry entry) => (entry.Live, entry.Work) switch
    {
        (LiveState.Suspended, _) => "bad",
        (_, WorkState.Returned) => "warn",
        (LiveState.Published, _) => "good",
        (_, WorkState.Submitted) => "info",
        _ => "neutral",
    };

    public static string State(Entry entry, Texts t) => State(entry.Live, entry.Work, t);

    /// <summary>The name, or a stand-in while there is none.</summary>
    public static string Title(Entry entry, Texts t) => entry.Title.Length > 0 ? entry.Title : t["（名称未入力）"];

    /// <summary>What the vendor does next.</summary>
    public static string NextAction(Entry entry, int completeness, Texts t) => (entry.Live, entry.Work) switch
    {
        (LiveState.Suspended, _) => t["停止の理由を確認する"],
        (_, WorkState.Returned) => t["直して再申請する"],
        (_, WorkState.Submitted) => t["内容を見る"],
        (LiveState.Published, WorkState.Approved) => t["内容を変更する"],
        (LiveState.Withdrawn, _) => t["内容を見る"],
        _ => completeness == 100 ? t["確認して申請する"] : t["入力を続ける"],
    };
}
