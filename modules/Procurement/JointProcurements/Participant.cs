using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>参加団体: one body's part in a joint procurement: what it wants, what it can pay, and in the end its share and contract.
/// Budget line and ceiling are shown to the body itself and the operator only.</summary>
internal sealed class Participant
{
    private Participant()
    {
    }

    internal Participant(Guid id, Guid procurement, Actor body)
    {
        Id = id;
        ProcurementId = procurement;
        BodyId = body.OrganisationId;
        BodyName = body.OrganisationName;
        BodyCode = body.BodyCode!.Value;
    }

    public Guid Id { get; private set; }
    public Guid ProcurementId { get; private set; }
    public Guid BodyId { get; private set; }
    public string BodyName { get; private set; } = "";
    public LocalGovernmentCode BodyCode { get; private set; }
    public int Users { get; private set; }
    public int Population { get; private set; }

    /// <summary>First day of the month it starts in.</summary>
    public DateOnly StartMonth { get; private set; }
    public string BudgetLine { get; private set; } = "";

    /// <summary>上限額, with tax.</summary>
    public Money Ceiling { get; private set; }
    public ParticipantState State { get; private set; }
    public Guid FiledById { get; private set; }
    public string FiledBy { get; private set; } = "";
    public DateTimeOffset FiledAt { get; private set; }
    public string? CommittedBy { get; private set; }
    public DateTimeOffset? CommittedAt { get; private set; }

    /// <summary>How often the commitment was approved; each attempt encumbers under ids of its own.</summary>
    public int Attempt { get; private set; }

    /// <summary>How much the budget line lacked at the last attempt; null unless refused.</summary>
    public Money? Missing { get; private set; }

    /// <summary>Share without and with tax, set by the award.</summary>
    public Money? ShareNet { get; private set; }
    public Money? ShareTotal { get; private set; }
    public Guid? ContractId { get; private set; }
    public DateTimeOffset? ContractedAt { get; private set; }

    /// <summary>Row version of this participation, for forms.</summary>
    public uint Version { get; private set; }

    /// <summary>Id of the encumbrance, later also of the contract: made from participation and attempt, so that a repeated handler means the same one.</summary>
    public Guid EncumbranceId => EncumbranceOf(Attempt);

    /// <summary>What the account's commands refer to.</summary>
    public Reference Reference => new(ReferenceKind.JointCommitment, Id);

    public Guid EncumbranceOf(int attempt) => OperationIds.Of(Id, $"encumbrance/{attempt}");

    /// <summary>Takes part, or would have but for the cancellation: its approver had committed it.</summary>
    public bool TakesPart => State is ParticipantState.Committed or ParticipantState.Contracted or ParticipantState.Released;

    public Demand Demand(FiscalYear year) => new(Id, BodyName, Users, Population, MonthsTo(year.LastDay));

    public DemandTerms Terms => new(Id, Users, Population, StartMonth, BudgetLine, Ceiling);

    internal Result File(DemandTerms terms, Actor requester, DateTimeOffset now)
    {
        if (State is ParticipantState.Committing or ParticipantState.Committed)
            return Refusal.Conflict("already-committed", "参加を決裁したあとは変更できません。変更するときは、期限までに一度辞退してから届け出てください。");
        Users = terms.Users;
        Population = terms.Population;
        StartMonth = terms.StartMonth;
        BudgetLine = terms.BudgetLine;
        Ceiling = terms.Ceiling;
        FiledById = requester.PersonId!.Value;
        FiledBy = requester.PersonName;
        FiledAt = now;
        State = ParticipantState.Filed;
        Missing = null;
        return Result.Done;
    }

    internal Result Commit(Actor approver, DateTimeOffset now)
    {
        if (State is ParticipantState.Withdrawn)
            return Refusal.Conflict("withdrawn", "この届出は辞退されています。参加するには、もう一度届け出てください。");
        if (approver.PersonId == FiledById)
            return Refusal.Conflict("same-person", "届け出た人は決裁できません。別の決裁者が決裁してください。");
        State = ParticipantState.Committing;
        CommittedBy = approver.PersonName;
        CommittedAt = now;
        Missing = null;
        Attempt++;
        return Result.Done;
    }

    internal void Encumbered() => State = ParticipantState.Committed;

    internal void RefuseBudget(Money missing)
    {
        State = ParticipantState.Refused;
        Missing = missing;
    }

    internal Result Withdraw()
    {
        if (State == ParticipantState.Committing)
            return Refusal.Conflict("still-committing", "予算を確保している途中です。少し待ってから、もう一度お試しください。");
        State = ParticipantState.Withdrawn;
        return Result.Done;
    }

    internal void Release() => State = ParticipantState.Released;

    internal void Bear(BodyShare share)
    {
        ShareNet = share.Net;
        ShareTotal = share.Total;
    }

    internal void Contracted(Guid contract, DateTimeOffset now)
    {
        State = ParticipantState.Contracted;
        ContractId = contract;
        ContractedAt = now;
    }

    private int MonthsTo(DateOnly last) => (last.Year * 12 + last.Month) - (StartMonth.Year * 12 + StartMonth.Month) + 1;
}
