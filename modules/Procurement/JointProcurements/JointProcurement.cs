using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>共同調達: bodies buy one thing together from one seller. A lead (幹事) gathers the demand, calls for offers and awards;
/// each body then has a contract of its own (japan-procurement.md 3.1, form (a)). Whoever changes it or its parts holds its row lock
/// (<see cref="JointLock"/>), so the rules here see the whole and never half of somebody else's change.</summary>
internal sealed partial class JointProcurement : Entity
{
    private readonly List<Participant> participants = [];
    private readonly List<JointHistoryLine> history = [];

    private JointProcurement()
    {
    }

    public Guid LeadId { get; private set; }
    public string LeadName { get; private set; } = "";
    public LocalGovernmentCode LeadCode { get; private set; }
    public string Title { get; private set; } = "";

    /// <summary>Leaf of the business categories (業務分類).</summary>
    public string Category { get; private set; } = "";

    /// <summary>統一仕様, as plain text.</summary>
    public string Specification { get; private set; } = "";
    public FiscalYear FiscalYear { get; private set; }

    /// <summary>First day of the earliest month in which a body may start; every contract ends on 31 March of the fiscal year.</summary>
    public DateOnly StartMonth { get; private set; }

    /// <summary>First instant after the demand deadline.</summary>
    public DateTimeOffset DemandClosesAt { get; private set; }

    /// <summary>First instant after the offer deadline: sealed offers open.</summary>
    public DateTimeOffset OffersOpenAt { get; private set; }
    public AllocationRule Rule { get; private set; } = AllocationRule.Only(AllocationMethod.Equal);

    /// <summary>As stored; show and judge <see cref="StateAt"/>.</summary>
    public JointState State { get; private set; }
    public Guid OpenedById { get; private set; }
    public string OpenedBy { get; private set; } = "";
    public DateTimeOffset OpenedAt { get; private set; }
    public DateTimeOffset? CalledAt { get; private set; }
    public Guid? AwardedOfferId { get; private set; }
    public string? AwardReason { get; private set; }
    public string? AwardedBy { get; private set; }
    public DateTimeOffset? AwardedAt { get; private set; }

    /// <summary>Of all bodies together, without and with tax; set by the award.</summary>
    public Money? AwardedNet { get; private set; }
    public Money? AwardedTotal { get; private set; }
    public DateTimeOffset? ConcludedAt { get; private set; }
    public string? CancelReason { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }
    public IReadOnlyList<Participant> Participants => participants;
    public IReadOnlyList<JointHistoryLine> History => history;

    public DateOnly DemandDeadline => DemandClosesAt.AddTicks(-1).JapanDay();
    public DateOnly OfferDeadline => OffersOpenAt.AddTicks(-1).JapanDay();
    public IReadOnlyList<Participant> Committed => [.. participants.Where(p => p.State is ParticipantState.Committed or ParticipantState.Contracted).OrderBy(p => p.BodyCode)];

    public static Result<JointProcurement> Open(JointTerms terms, Actor lead, DateTimeOffset now)
    {
        if (terms.WhyNot(now.JapanDay()).ToArray() is { Length: > 0 } faults)
            return Result<JointProcurement>.No(faults);
        var joint = new JointProcurement
        {
            Id = terms.Id,
            LeadId = lead.OrganisationId,
            LeadName = lead.OrganisationName,
            LeadCode = lead.BodyCode!.Value,
            Title = terms.Title,
            Category = terms.Category,
            Specification = terms.Specification,
            FiscalYear = terms.FiscalYear,
            StartMonth = terms.StartMonth,
            DemandClosesAt = terms.DemandDeadline.EndOfJapanDay(),
            OffersOpenAt = terms.OfferDeadline.EndOfJapanDay(),
            Rule = terms.Rule,
            State = JointState.Gathering,
            OpenedById = lead.PersonId!.Value,
            OpenedBy = lead.PersonName,
            OpenedAt = now,
        };
        joint.Say(now, lead, "共同調達を開き、需要の届出を受け付け始めました。");
        return joint;
    }

    public JointState StateAt(DateTimeOffset now) => State == JointState.Offering && now >= OffersOpenAt ? JointState.Evaluating : State;

    public Participant? ParticipantOf(Guid body) => participants.Find(p => p.BodyId == body);

    /// <summary>Whether demand may still be filed, committed or withdrawn; otherwise why not.</summary>
    public Refusal? DemandClosed(DateTimeOffset now) =>
        State == JointState.Cancelled ? Cancelled()
        : State != JointState.Gathering || now >= DemandClosesAt ? Refusal.Conflict("deadline-passed", "需要の届出の期限（{0}）を過ぎたか、幹事が締め切ったため、届出・参加決定・辞退はできません。幹事にお問い合わせください。", DemandDeadline)
        : null;

    /// <summary>Files a body's demand, or changes it before it is committed.</summary>
    public Result<Participant> File(DemandTerms terms, Actor body, DateTimeOffset now)
    {
        if (DemandClosed(now) is { } closed)
            return closed;
        if (terms.WhyNot(this).ToArray() is { Length: > 0 } faults)
            return Result<Participant>.No(faults);
        var participant = ParticipantOf(body.OrganisationId);
        if (participant is null)
        {
            participant = new Participant(terms.Id, Id, body);
            participants.Add(participant);
        }

        var again = participant.FiledAt != default;
        var filed = participant.File(terms, body, now);
        if (!filed.Ok)
            return Result<Participant>.No(filed.Refusals);
        SayInside(now, body, again ? "需要の届出を変更しました。" : "需要を届け出ました。");
        return participant;
    }

    /// <summary>Approves the own body's demand; its budget is encumbered after that.</summary>
    public Result Commit(Participant participant, Actor approver, DateTimeOffset now)
    {
        if (DemandClosed(now) is { } closed)
            return closed;
        var committed = participant.Commit(approver, now);
        if (committed.Ok)
            SayInside(now, approver, "参加を決裁しました。予算の確保に進みます。");
        return committed;
    }

    public Result Withdraw(Participant participant, Actor body, DateTimeOffset now)
    {
        if (DemandClosed(now) is { } closed)
            return closed;
        var known = participant.State == ParticipantState.Committed;
        var withdrawn = participant.Withdraw();
        if (withdrawn.Ok)
            Tell(now, body, inside: !known, "参加を辞退しました。確保していた予算は戻されます。");
        return withdrawn;
    }

    /// <summary>申込受付へ進む: fixes the demand. After the demand deadline, or earlier once everybody who filed is committed.</summary>
    public Result CallForOffers(Actor lead, DateTimeOffset now)
    {
        if (State == JointState.Cancelled)
            return Cancelled();
        if (State != JointState.Gathering)
            return Result.Done;
        if (participants.Exists(p => p.State == ParticipantState.Committing))
            return Refusal.Conflict("still-committing", "予算を確保している途中の団体があります。少し待ってから、もう一度お試しください。");
        var open = participants.Where(p => p.State is ParticipantState.Filed or ParticipantState.Refused).Select(p => p.BodyName).ToArray();
        if (now < DemandClosesAt && open.Length > 0)
            return Refusal.Conflict("demand-open", "届出の期限（{0}）の前に締め切れるのは、届け出た全団体が参加を決定したときだけです。まだの団体：{1}", DemandDeadline, string.Join("、", open));
        if (Committed.Count < 2)
            return Refusal.Conflict("too-few-bodies", "参加を決定した団体が{0}団体です。共同調達には2団体以上が必要です。", Committed.Count);
        if (now >= OffersOpenAt)
            return Refusal.Conflict("deadline-passed", "申込の期限（{0}）を過ぎています。この共同調達は中止し、新しく開いてください。", OfferDeadline);
        State = JointState.Offering;
        CalledAt = now;
        Say(now, lead, "需要を確定し（{0}団体、利用者{1}人）、申込の受付を始めました。", Committed.Count, Committed.Sum(p => p.Users));
        return Result.Done;
    }

    /// <summary>Whether sellers may offer now; otherwise why not.</summary>
    public Refusal? OffersClosed(DateTimeOffset now) => StateAt(now) switch
    {
        JointState.Offering => null,
        JointState.Gathering => Refusal.Conflict("not-open", "需要をとりまとめている途中です。申込の受付が始まるまでお待ちください。"),
        JointState.Cancelled => Cancelled(),
        JointState.Evaluating or JointState.Awarded or JointState.Concluded =>
            Refusal.Conflict("deadline-passed", "申込の期限（{0} 23:59）を過ぎたため、申し込みも変更もできません。", OfferDeadline),
        _ => throw new InvalidOperationException($"Unknown state {State}."),
    };

    public IReadOnlyList<Demand> Demands() => [.. Committed.Select(p => p.Demand(FiscalYear))];

    /// <summary>決定: gives the joint procurement to one offer. Refused while somebody's share is above the ceiling that its body approved.</summary>
    public Result Award(JointOffer offer, string reason, Actor approver, DateTimeOffset now)
    {
        if (AwardedOfferId is { } first)
            return first == offer.Id ? Result.Done : Refusal.Conflict("already-awarded", "すでに別の申込に決定しています。画面を開き直してください。");
        if (State == JointState.Cancelled)
            return Cancelled();
        if (StateAt(now) != JointState.Evaluating)
            return Refusal.Conflict("not-evaluating", "申込の期限（{0}）が過ぎてから決定できます。", OfferDeadline);
        if (approver.PersonId == OpenedById)
            return Refusal.Conflict("same-person", "この共同調達を開いた人は決定できません。別の決裁者が決定してください。");
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 2000)
            return Refusal.Invalid("Input.Reason", "reason-needed", "決定の理由を2000文字以内で入力してください。");
        var allocation = CostAllocation.Of(offer.Price, Rule, Demands());
        var shares = Committed.Zip(allocation.Shares).ToArray();
        var over = shares.Where(s => s.Second.Total > s.First.Ceiling)
            .Select(s => Refusal.Conflict("share-above-ceiling", "{0}の負担額{1}（税込）が、同団体の上限額を{2}上回るため決定できません。", s.First.BodyName, s.Second.Total, s.Second.Total - s.First.Ceiling))
            .Concat(shares.Where(s => s.Second.Net == Money.Zero).Select(s => Refusal.Conflict("share-zero", "{0}の負担額が0円になるため決定できません。", s.First.BodyName)))
            .ToArray();
        if (over.Length > 0)
            return Result.No(over);
        foreach (var (participant, share) in shares)
            participant.Bear(share);
        State = JointState.Awarded;
        AwardedOfferId = offer.Id;
        AwardReason = reason;
        AwardedBy = approver.PersonName;
        AwardedAt = now;
        AwardedNet = allocation.Net;
        AwardedTotal = allocation.Total;
        Say(now, approver, "{0}に決定しました。{1}団体の契約を結びます。", offer.SellerName, shares.Length);
        return Result.Done;
    }

    /// <summary>A participant's contract stands; with the last one the joint procurement is concluded.</summary>
    public void Contracted(Participant participant, Guid contract, DateTimeOffset now, Actor system)
    {
        participant.Contracted(contract, now);
        Say(now, system, "{0}の契約が成立しました。", participant.BodyName);
        if (participants.Exists(p => p.State == ParticipantState.Committed))
            return;
        State = JointState.Concluded;
        ConcludedAt = now;
        Say(now, system, "すべての団体の契約が成立しました。");
    }

    /// <summary>中止. Returns the participants whose budget is (or may be) bound and must be given back.</summary>
    public Result<Participant[]> Cancel(string reason, Actor lead, DateTimeOffset now)
    {
        if (State == JointState.Cancelled)
            return Array.Empty<Participant>();
        if (State is JointState.Awarded or JointState.Concluded)
            return Refusal.Conflict("already-awarded", "決定したあとは中止できません。");
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 2000)
            return Refusal.Invalid("Input.Reason", "reason-needed", "中止の理由を2000文字以内で入力してください。");
        State = JointState.Cancelled;
        CancelReason = reason;
        CancelledAt = now;
        Say(now, lead, "共同調達を中止しました。理由：{0}", reason);
        return participants.Where(p => p.State is ParticipantState.Committing or ParticipantState.Committed).ToArray();
    }

    /// <summary>Writes into the history, for everybody.</summary>
    public void Say(DateTimeOffset now, Actor who, string text, params object[] args) => Tell(now, who, inside: false, text, args);

    /// <summary>Writes into the history for those who see the bodies' numbers: a body's own deliberation is nobody else's business until it has committed.</summary>
    public void SayInside(DateTimeOffset now, Actor who, string text, params object[] args) => Tell(now, who, inside: true, text, args);

    private void Tell(DateTimeOffset now, Actor who, bool inside, string text, params object[] args) => history.Add(new JointHistoryLine(Id, now, who, inside, text, args));

    private static Refusal Cancelled() => Refusal.Conflict("cancelled", "この共同調達は中止されました。");
}
