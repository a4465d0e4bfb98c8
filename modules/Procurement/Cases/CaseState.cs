namespace Marketplace.Procurement.Cases;

/// <summary>Where a case stands. Open → Searched → Locked → Chosen → Reserving → AwaitingApproval → Ordering → Contracted; from Reserving, AwaitingApproval and
/// Ordering it may be Returned.</summary>
internal enum CaseState
{
    /// <summary>探索中: opened, no search saved yet.</summary>
    Open,

    /// <summary>検索保存: a search is saved; it may still be replaced.</summary>
    Searched,

    /// <summary>検索確定: the candidates are fixed; from here on nothing changes but the choice.</summary>
    Locked,

    /// <summary>選定済: a candidate is chosen, with the reason.</summary>
    Chosen,

    /// <summary>予算確認中: approval is asked for; its money is being reserved (執行伺). Ends by itself, normally within a second.</summary>
    Reserving,

    /// <summary>決裁待ち: the money is held, an approver of the same body decides.</summary>
    AwaitingApproval,

    /// <summary>予算確保中: approved; the encumbrance (支出負担行為) is being made. Ends by itself, normally within a second.</summary>
    Ordering,

    /// <summary>差戻し: by the approver with a comment, or by the system because the budget did not suffice or the seller may not be contracted any more.
    /// May be chosen anew or requested again.</summary>
    Returned,

    /// <summary>契約済: encumbered, and the contract stands.</summary>
    Contracted,

    /// <summary>取りやめ: closed without a contract.</summary>
    Cancelled,

    /// <summary>該当なし: closed because no candidate fits.</summary>
    NoneSuitable,
}

/// <summary>What happened in a case; one row of its history each.</summary>
internal enum CaseAct
{
    /// <summary>起案: opened.</summary>
    Opened,

    /// <summary>修正: facts changed.</summary>
    Revised,

    /// <summary>検索保存.</summary>
    SearchSaved,

    /// <summary>検索確定.</summary>
    Locked,

    /// <summary>選定.</summary>
    Chosen,

    /// <summary>決裁依頼.</summary>
    Requested,

    /// <summary>執行伺: the money is held, by the system.</summary>
    Held,

    /// <summary>依頼の取下げ by the requester.</summary>
    Withdrawn,

    /// <summary>決裁.</summary>
    Approved,

    /// <summary>差戻し, by a person or the system.</summary>
    Returned,

    /// <summary>契約.</summary>
    Contracted,

    /// <summary>取りやめ or 該当なし.</summary>
    Closed,
}
