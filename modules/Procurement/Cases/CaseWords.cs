using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>Cases in the office's words; every text is a key of <see cref="Texts"/>.</summary>
internal static class CaseWords
{
    public static string Of(CaseState state) => state switch
    {
        CaseState.Open => "探索中",
        CaseState.Searched => "検索保存",
        CaseState.Locked => "検索確定",
        CaseState.Chosen => "選定済",
        CaseState.Reserving => "予算確認中",
        CaseState.AwaitingApproval => "決裁待ち",
        CaseState.Ordering => "予算確保中",
        CaseState.Returned => "差戻し",
        CaseState.Contracted => "契約済",
        CaseState.Cancelled => "取りやめ",
        CaseState.NoneSuitable => "該当なし",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };

    /// <summary>The state as a reader must understand it: a return says why.</summary>
    public static string Of(CaseState state, string returnCode) => (state, returnCode) switch
    {
        (CaseState.Returned, "over-budget") => "予算不足で差戻し",
        (CaseState.Returned, "not-certified" or "proof-expired") => "事業者の認証切れで差戻し",
        (CaseState.Returned, "by-approver") => "決裁者による差戻し",
        _ => Of(state),
    };

    /// <summary>Colour and icon of the state's chip.</summary>
    public static string Chip(CaseState state) => state switch
    {
        CaseState.Contracted => "good",
        CaseState.Returned => "bad",
        CaseState.Reserving or CaseState.AwaitingApproval or CaseState.Ordering => "warn",
        CaseState.Cancelled or CaseState.NoneSuitable => "neutral",
        _ => "info",
    };

    public static string Of(ProcurementMethod method) => method switch
    {
        ProcurementMethod.Negotiated => "随意契約（特命）",
        ProcurementMethod.Quotes => "見積合わせ",
        ProcurementMethod.Proposal => "企画競争・プロポーザル",
        ProcurementMethod.DesignatedBidding => "指名競争入札",
        ProcurementMethod.OpenBidding => "一般競争入札",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Unknown method."),
    };

    /// <summary>A step of the history as a sentence.</summary>
    public static string Of(CaseStep step) => (step.Act, step.After) switch
    {
        (CaseAct.Opened, _) => "案件を起案しました。",
        (CaseAct.Revised, _) => "案件の内容を修正しました。",
        (CaseAct.SearchSaved, _) => "検索を保存しました。",
        (CaseAct.Locked, _) => "検索を確定しました。候補の写しを保管しました。",
        (CaseAct.Chosen, _) => "候補を選定しました。",
        (CaseAct.Requested, _) => "決裁を依頼しました。",
        (CaseAct.Held, _) => "予算を仮に確保しました（執行伺）。",
        (CaseAct.Withdrawn, _) => "決裁の依頼を取り下げました。仮に確保した予算は科目に戻ります。",
        (CaseAct.Approved, _) => "決裁しました。予算の確保を始めました。",
        (CaseAct.Returned, _) => step.PersonId is null ? "予算の確保または発注ができなかったため差し戻しました。" : "差し戻しました。",
        (CaseAct.Contracted, _) => "予算を確保し、契約が成立しました。",
        (CaseAct.Closed, CaseState.NoneSuitable) => "該当なしとして終了しました。",
        (CaseAct.Closed, _) => "案件を取りやめました。",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.Act, "Unknown act."),
    };

    /// <summary>A step's comment: a person's as typed, the system's in the reader's language.</summary>
    public static string? Comment(this Texts texts, CaseStep step) =>
        step.Comment.Length == 0 ? null : step.PersonId is null && step.Act == CaseAct.Returned ? texts[step.Comment, [.. step.Values]] : step.Comment;

    public static string Of(ProofKind kind) => kind switch
    {
        ProofKind.Ismap => "ISMAP",
        ProofKind.IsmapLiu => "ISMAP-LIU",
        ProofKind.Iso27001 => "ISO/IEC 27001",
        ProofKind.Iso27017 => "ISO/IEC 27017",
        ProofKind.Iso27018 => "ISO/IEC 27018",
        ProofKind.PrivacyMark => "プライバシーマーク",
        ProofKind.Soc2 => "SOC 2",
        ProofKind.GBizIdPrime => "GビズID プライム",
        ProofKind.UnifiedQualification => "全省庁統一資格",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind."),
    };
}
