using System.Globalization;
using Marketplace.Procurement.Ceilings;
using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>Why one of the others was not chosen; optional.</summary>
internal sealed record NotChosen(int Position, string Reason);

/// <summary>選定: the requester's decision as typed.</summary>
/// <param name="Position">Of the candidate chosen.</param>
/// <param name="Reason">選定理由, 10 to 2,000 characters.</param>
/// <param name="Ground">1 to 9 of 施行令167条の2第1項; mandatory for every kind of 随意契約 and for a single candidate.</param>
/// <param name="Category">How the body reads the contract for the ceilings of 別表第五; whether SaaS is 借入れ or その他 is its own reading.</param>
/// <param name="MethodReason">随意契約の理由; mandatory for 特命 and for a single candidate.</param>
internal sealed record Choice(int? Position, string Reason, ProcurementMethod? Method, int? Ground, string MethodReason, IReadOnlyList<NotChosen> Others, CeilingCategory? Category);

/// <content>From the choice to the contract.</content>
internal sealed partial class ProcurementCase
{
    public int? ChosenPosition { get; private set; }
    public string ChoiceReason { get; private set; } = "";
    public ProcurementMethod? Method { get; private set; }

    /// <summary>Number of 施行令167条の2第1項, 1 to 9; null where the method needs none.</summary>
    public int? Ground { get; private set; }
    public string MethodReason { get; private set; } = "";

    /// <summary>Category of 別表第五 by which the small-amount ceiling is judged.</summary>
    public CeilingCategory Category { get; private set; } = CeilingCategory.Other;
    public List<NotChosen> Others { get; private set; } = [];
    public string ChosenName { get; private set; } = "";
    public Guid? SellerId { get; private set; }
    public string SellerName { get; private set; } = "";

    /// <summary>Of the chosen candidate, whole term without tax; zero before the choice.</summary>
    public Money Net { get; private set; }

    /// <summary>With tax: what will be encumbered.</summary>
    public Money Total { get; private set; }

    /// <summary>Counts requests for approval; each is ordered under operation ids of its own.</summary>
    public int Attempt { get; private set; }
    public DateTimeOffset? RequestedAt { get; private set; }

    /// <summary>Since when its money is held (執行伺); null while nothing is.</summary>
    public DateTimeOffset? HeldAt { get; private set; }
    public DateTimeOffset? ApprovedAt { get; private set; }
    public Guid? ApproverId { get; private set; }
    public string ApproverName { get; private set; } = "";

    /// <summary>Code of the refusal for which the system returned the case; "by-approver" for a person; empty when it is not returned.</summary>
    public string ReturnCode { get; private set; } = "";
    public Guid? ContractId { get; private set; }
    public string ContractPublicId { get; private set; } = "";

    public CaseCandidate? Chosen => candidates.Find(c => c.Position == ChosenPosition);
    public bool MayRequest => State is CaseState.Chosen or CaseState.Returned;
    public bool MayWithdraw => State == CaseState.AwaitingApproval;

    /// <summary>Id of the contract of the present attempt, and of its reservation and encumbrance.</summary>
    public Guid NextContractId => ContractIdOf(Attempt);

    /// <summary>Id of the contract (and encumbrance) of a request for approval.</summary>
    public Guid ContractIdOf(int attempt) => OperationIds.Of(Id, string.Create(CultureInfo.InvariantCulture, $"contract/{attempt}"));

    /// <summary>What the account's commands refer to.</summary>
    public Reference Reference => new(ReferenceKind.Case, Id);

    /// <summary>The price by fiscal year; candidates must be loaded, one must be chosen.</summary>
    public IReadOnlyList<YearlyPart> Parts => Chosen is { } chosen ? YearlyParts.Of(chosen.Offer.Price, Users, Population, Start, End) : [];

    /// <summary>With tax: the part of the first fiscal year, which is reserved and encumbered; all of it within one year.</summary>
    public Money FirstYear => Right is null ? Total : Parts is [var first, ..] ? first.Total : Money.Zero;

    /// <summary>What the contract binds after its first year.</summary>
    public LaterYears? Later => Right is null ? null : new LaterYears(
        Right.Basis, Right.AuthorityId, Start, End, [.. Parts.Skip(1).Select(p => new YearAmount(p.Year, p.Total))]);

    /// <summary>Gives back what a request for approval reserved or encumbered.</summary>
    public Release Release(int attempt, DateOnly on, string by) => new(
        OperationIds.Of(Id, string.Create(CultureInfo.InvariantCulture, $"release/{attempt}")), on, by, ContractIdOf(attempt)) { About = Reference };

    /// <summary>選定: may be changed until approval is requested, and after a return.</summary>
    public Result Choose(Choice choice, Actor by, DateTimeOffset now)
    {
        if (!MayChoose)
            return Refusal.Conflict("not-choosable", "今の状態（決裁の依頼中、または終了）では選定を変えられません。");
        if (ChoiceFaults(choice).ToArray() is { Length: > 0 } faults)
            return Result.No(faults);
        var chosen = candidates.Find(c => c.Position == choice.Position)!;
        (ChosenPosition, ChosenName, SellerId, SellerName, Net, Total) = (chosen.Position, chosen.Name, chosen.SellerId, chosen.SellerName, chosen.Net, chosen.Total);
        (ChoiceReason, Method, Ground, MethodReason, Category) = (choice.Reason, choice.Method, choice.Ground, choice.MethodReason, choice.Category!.Value);
        Others = [.. choice.Others.Where(o => o.Reason.Length > 0 && o.Position != chosen.Position && candidates.Exists(c => c.Position == o.Position))];
        State = CaseState.Chosen;
        ReturnCode = "";
        Note(CaseAct.Chosen, by, now, chosen.Name);
        return Result.Done;
    }

    /// <summary>決裁依頼: the money is to be reserved, then the body's approvers are asked.</summary>
    public Result Request(Actor by, DateTimeOffset now)
    {
        if (State is CaseState.Reserving or CaseState.AwaitingApproval)
            return Result.Done;
        if (!MayRequest)
            return Refusal.Conflict("nothing-chosen", "候補がまだ選ばれていないか、すでに決裁が済んでいるため、決裁を依頼できません。");
        Attempt++;
        State = CaseState.Reserving;
        RequestedAt = now;
        ReturnCode = "";
        Note(CaseAct.Requested, by, now);
        return Result.Done;
    }

    /// <summary>執行伺: the account holds the money; the approvers' turn.</summary>
    public void Held(Actor system, DateTimeOffset now)
    {
        State = CaseState.AwaitingApproval;
        HeldAt = now;
        Note(CaseAct.Held, system, now);
    }

    /// <summary>依頼の取下げ: the requester takes the request back to change the choice.</summary>
    public Result Withdraw(Actor by, DateTimeOffset now)
    {
        if (!MayWithdraw)
            return NotAwaiting();
        State = CaseState.Chosen;
        HeldAt = null;
        Note(CaseAct.Withdrawn, by, now);
        return Result.Done;
    }

    /// <summary>Whether that person opened, locked, chose or requested: they may not approve it.</summary>
    public bool PreparedBy(Guid? person) => RequesterId == person || steps.Exists(s => s.PersonId == person
        && s.Act is not (CaseAct.Approved or CaseAct.Returned or CaseAct.Contracted or CaseAct.Closed));

    /// <summary>決裁: an approver who did not prepare it agrees; the order goes out.</summary>
    public Result Approve(VendorStanding seller, Actor by, DateTimeOffset now)
    {
        if (State != CaseState.AwaitingApproval)
            return NotAwaiting();
        if (PreparedBy(by.PersonId))
            return OwnCase();
        if (seller.WhyNot(now.JapanDay()) is { } refusal)
            return refusal;
        State = CaseState.Ordering;
        (ApprovedAt, ApproverId, ApproverName) = (now, by.PersonId, by.PersonName);
        Note(CaseAct.Approved, by, now);
        return Result.Done;
    }

    /// <summary>差戻し by the approver, who says why.</summary>
    public Result Return(string comment, Actor by, DateTimeOffset now)
    {
        if (State != CaseState.AwaitingApproval)
            return NotAwaiting();
        if (PreparedBy(by.PersonId))
            return OwnCase();
        if (ReasonFault("Input.Comment", comment) is { } fault)
            return fault;
        State = CaseState.Returned;
        HeldAt = null;
        ReturnCode = "by-approver";
        Note(CaseAct.Returned, by, now, comment);
        return Result.Done;
    }

    /// <summary>差戻し by the system: the money cannot be held, or what was approved cannot be ordered.</summary>
    public void ReturnUnordered(Refusal because, Actor system, DateTimeOffset now)
    {
        State = CaseState.Returned;
        HeldAt = null;
        ReturnCode = because.Code;
        (ApprovedAt, ApproverId, ApproverName) = (null, null, "");
        Note(CaseAct.Returned, system, now, because.Text, [.. because.Args.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture) ?? "")]);
    }

    /// <summary>契約: the budget is encumbered and the contract stands.</summary>
    public void Conclude(Contract contract, Actor system, DateTimeOffset now)
    {
        State = CaseState.Contracted;
        HeldAt = null;
        EndedAt = now;
        (ContractId, ContractPublicId) = (contract.Id, contract.PublicId);
        Note(CaseAct.Contracted, system, now, contract.Number);
    }

    private IEnumerable<Refusal> ChoiceFaults(Choice choice)
    {
        if (!candidates.Exists(c => c.Position == choice.Position))
            yield return Refusal.Invalid("Input.Position", "choose-one", "確定した候補の中から1件を選んでください。");
        if (ReasonFault("Input.Reason", choice.Reason) is { } reason)
            yield return reason;
        if (choice.Method is null)
            yield return Refusal.Invalid("Input.Method", "method-missing", "契約の方法を選んでください。");
        if (choice.Category is not { } category || !Enum.IsDefined(category))
            yield return Refusal.Invalid("Input.Category", "category-missing", "契約の区分を選んでください。");
        var single = candidates.Count == 1;
        if ((single || choice.Method?.NeedsGround() == true) && choice.Ground is not (>= 1 and <= 9))
            yield return Refusal.Invalid("Input.Ground", "ground-missing", "随意契約（見積合わせ・企画競争を含む）と候補が1件のときは、地方自治法施行令第167条の2第1項の該当号を選んでください。");
        if ((single || choice.Method == ProcurementMethod.Negotiated) && ReasonFault("Input.MethodReason", choice.MethodReason) is { } why)
            yield return why;
        if (choice.Others.FirstOrDefault(o => o.Reason.Length > LongestReason) is { } tooLong)
            yield return Refusal.Invalid($"Input.Others[{tooLong.Position}]", "reason-too-long", "{0}文字以内で入力してください。", LongestReason);
    }

    private static Refusal NotAwaiting() => Refusal.Conflict("not-awaiting", "この案件は今、決裁を待っていません。ほかの決裁者がすでに処理した可能性があります。");

    private static Refusal OwnCase() =>
        Refusal.Conflict("own-case", "自分が起案・選定・依頼した案件は、自分で決裁も差戻しもできません。同じ団体のほかの決裁者に依頼してください。");
}
