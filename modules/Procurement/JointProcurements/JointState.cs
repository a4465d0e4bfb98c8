namespace Marketplace.Procurement;

/// <summary>Where a joint procurement (共同調達) stands.</summary>
internal enum JointState
{
    /// <summary>需要とりまとめ中: bodies file their demand and commit, until the demand deadline or until the lead moves on.</summary>
    Gathering,

    /// <summary>申込受付中: the demand is fixed, sellers make sealed offers until the offer deadline.</summary>
    Offering,

    /// <summary>評価中: the offer deadline has passed, offers are open to lead and participants. Never stored: it is <see cref="Offering"/> read after its deadline.</summary>
    Evaluating,

    /// <summary>決定（契約手続中）: awarded; shares are being turned into contracts.</summary>
    Awarded,

    /// <summary>契約完了: one contract per body stands.</summary>
    Concluded,

    /// <summary>中止: called off by the lead with a reason; every encumbrance is given back.</summary>
    Cancelled,
}

/// <summary>Where a body's participation stands.</summary>
internal enum ParticipantState
{
    /// <summary>届出: demand filed, waits for the body's own approver.</summary>
    Filed,

    /// <summary>予算確保中: approved, the budget is being encumbered.</summary>
    Committing,

    /// <summary>参加決定: the ceiling is encumbered (支出負担行為).</summary>
    Committed,

    /// <summary>予算不足: the budget line could not bear the ceiling. May be filed or approved again before the deadline.</summary>
    Refused,

    /// <summary>辞退: withdrew before the demand deadline; the encumbrance is given back. May file again before it.</summary>
    Withdrawn,

    /// <summary>予算返還: the joint procurement was cancelled; the encumbrance is given back.</summary>
    Released,

    /// <summary>契約済: its own contract stands.</summary>
    Contracted,
}
