using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>調達案件: one body buys one thing for itself, from the first look around to the contract. The steps before approval are here,
/// approval and what follows in the other half.</summary>
internal sealed partial class ProcurementCase : Entity
{
    /// <summary>No more candidates than a clerk can compare and an approver can check.</summary>
    public const int MaxCandidates = 30;
    public const int ShortestReason = 10, LongestReason = 2000;

    private readonly List<CaseSearch> searches = [];
    private readonly List<CaseCandidate> candidates = [];
    private readonly List<CaseStep> steps = [];

    private ProcurementCase()
    {
    }

    public Guid BodyId { get; private set; }
    public string BodyName { get; private set; } = "";
    public LocalGovernmentCode BodyCode { get; private set; }
    public Guid RequesterId { get; private set; }
    public string RequesterName { get; private set; } = "";
    public string Title { get; private set; } = "";
    public string Purpose { get; private set; } = "";
    public int Users { get; private set; }
    public int Population { get; private set; }
    public DateOnly Start { get; private set; }
    public DateOnly End { get; private set; }
    public FiscalYear FiscalYear { get; private set; }

    /// <summary>款-項-目-節 code in <see cref="FiscalYear"/>; empty while undecided, which ends with the lock.</summary>
    public string BudgetLine { get; private set; } = "";
    public string BudgetLineName { get; private set; } = "";

    /// <summary>By what right the term crosses 31 March; null within one fiscal year.</summary>
    public LaterYearsRight? Right { get; private set; }
    public CaseState State { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>When it ended, with or without a contract.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
    public DateTimeOffset? LockedAt { get; private set; }
    public Guid? LockedById { get; private set; }
    public string LockedByName { get; private set; } = "";

    /// <summary>SHA-256 of the evidence text.</summary>
    public string EvidenceHash { get; private set; } = "";

    public IReadOnlyList<CaseSearch> Searches => searches;
    public IReadOnlyList<CaseCandidate> Candidates => candidates;
    public IReadOnlyList<CaseStep> Steps => steps;

    /// <summary>The search that counts.</summary>
    public CaseSearch? Search => searches.MaxBy(s => s.Round);
    public int TermMonths => Months.Between(Start, End);
    public bool IsLocked => LockedAt is not null;

    /// <summary>Whether facts and search may still be changed.</summary>
    public bool MayRevise => State is CaseState.Open or CaseState.Searched;
    public bool MayLock => State == CaseState.Searched;
    public bool MayChoose => State is CaseState.Locked or CaseState.Chosen or CaseState.Returned;
    public bool MayClose => EndedAt is null && State is not (CaseState.Reserving or CaseState.Ordering);

    /// <summary>Opens a case. The facts were checked (<see cref="CaseFacts.Check"/>).</summary>
    public static ProcurementCase Open(Guid id, CaseFacts facts, string lineName, LaterYearsRight? right, OrganisationView body, Actor by, DateTimeOffset now)
    {
        var opened = new ProcurementCase
        {
            Id = id,
            BodyId = body.Id,
            BodyName = body.Name,
            BodyCode = body.Code!.Value,
            RequesterId = by.PersonId!.Value,
            RequesterName = by.PersonName,
            State = CaseState.Open,
            OpenedAt = now,
        };
        opened.TakeFacts(facts, lineName, right);
        opened.Note(CaseAct.Opened, by, now);
        return opened;
    }

    /// <summary>修正: changes the facts while nothing is locked.</summary>
    public Result Revise(CaseFacts facts, string lineName, LaterYearsRight? right, Actor by, DateTimeOffset now)
    {
        if (!MayRevise)
            return AlreadyLocked();
        TakeFacts(facts, lineName, right);
        Note(CaseAct.Revised, by, now);
        return Result.Done;
    }

    /// <summary>検索保存: a further round replaces the one before, which stays as history.</summary>
    public Result SaveSearch(string query, string inWords, long found, Actor by, DateTimeOffset now)
    {
        if (!MayRevise)
            return AlreadyLocked();
        var round = (Search?.Round ?? 0) + 1;
        searches.Add(new CaseSearch
        {
            CaseId = Id, Round = round, BodyId = BodyId, Query = query, InWords = inWords, Found = found, SavedAt = now, PersonId = by.PersonId, PersonName = by.PersonName,
        });
        State = CaseState.Searched;
        Note(CaseAct.SearchSaved, by, now, inWords);
        return Result.Done;
    }

    /// <summary>検索確定: final. Copies what the search finds now, with prices for this case's size, and seals it with a hash.</summary>
    /// <param name="found">What the saved search finds at this moment, with the true total.</param>
    public Result Lock(CandidateList found, Actor by, DateTimeOffset now)
    {
        if (IsLocked)
            return Result.Done;
        if (!MayLock)
            return Refusal.Conflict("no-search", "検索がまだ保存されていません。サービスを検索して、結果の画面から案件に保存してください。");
        if (BudgetLine.Length == 0)
            return Refusal.Conflict("no-budget-line", "予算科目が決まっていません。案件の内容を修正して予算科目を選んでから、検索を確定してください。");
        if (found.Total == 0)
            return Refusal.Conflict("no-candidates", "保存した検索に当てはまるサービスが今はありません。条件を広げて検索を保存し直すか、「該当なし」で案件を終えてください。");
        if (found.Total > MaxCandidates)
            return Refusal.Conflict("too-many-candidates", "候補が{0}件あります。確定できるのは{1}件までです。条件を加えて絞り込み、検索を保存し直してください。", found.Total, MaxCandidates);
        // The database keeps microseconds; the hash must be computable from what it gives back.
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        candidates.AddRange(found.Offers.Select((offer, i) => CaseCandidate.Of(this, i + 1, offer)));
        (LockedAt, LockedById, LockedByName, State) = (now, by.PersonId, by.PersonName, CaseState.Locked);
        EvidenceHash = Evidence.Hash(EvidenceText());
        Note(CaseAct.Locked, by, now);
        return Result.Done;
    }

    /// <summary>The text whose SHA-256 is <see cref="EvidenceHash"/>, made anew from what is stored; candidates and searches must be loaded.</summary>
    public string EvidenceText() => Evidence.Document(this, Search!, LockedAt!.Value, LockedById!.Value, candidates);

    /// <summary>What is stored today still gives the hash of when it was locked, and so does every candidate; candidates and searches must be loaded.</summary>
    public bool EvidenceHolds() => Evidence.Hash(EvidenceText()) == EvidenceHash && candidates.TrueForAll(c => c.Holds);

    /// <summary>取りやめ or 該当なし: ends the case without a contract.</summary>
    public Result Close(bool noneSuitable, string reason, Actor by, DateTimeOffset now)
    {
        var end = noneSuitable ? CaseState.NoneSuitable : CaseState.Cancelled;
        if (State == end)
            return Result.Done;
        if (!MayClose)
            return Refusal.Conflict("not-closable", "この案件は予算の確保中か、すでに終わっているため、終了の登録はできません。");
        if (noneSuitable && Search is null)
            return Refusal.Invalid("Input.Outcome", "nothing-searched", "検索を保存する前は「該当なし」にできません。「取りやめ」を選んでください。");
        if (ReasonFault("Input.Reason", reason) is { } fault)
            return fault;
        State = end;
        HeldAt = null;
        EndedAt = now;
        Note(CaseAct.Closed, by, now, reason);
        return Result.Done;
    }

    private static Refusal? ReasonFault(string field, string reason) => reason.Length is >= ShortestReason and <= LongestReason
        ? null
        : Refusal.Invalid(field, "reason-length", "理由は{0}文字以上{1}文字以内で、あとから読む人にわかるように書いてください。", ShortestReason, LongestReason);

    private static Refusal AlreadyLocked() =>
        Refusal.Conflict("already-locked", "検索を確定したあとは、案件の内容と検索条件は変えられません。条件を変えるときは、この案件を取りやめて新しい案件を開いてください。");

    private void TakeFacts(CaseFacts facts, string lineName, LaterYearsRight? right)
    {
        (Title, Purpose, Users, Population) = (facts.Title, facts.Purpose, facts.Users!.Value, facts.Population!.Value);
        (Start, End, FiscalYear) = (facts.Start!.Value, facts.End!.Value, FiscalYear.Of(facts.Start!.Value));
        (BudgetLine, BudgetLineName, Right) = (facts.Line?.Code ?? "", lineName, right);
    }

    private void Note(CaseAct act, Actor by, DateTimeOffset now, string comment = "", params string[] values)
    {
        ChangedAt = now;
        steps.Add(new CaseStep
        {
            CaseId = Id, BodyId = BodyId, At = now, PersonId = by.PersonId, PersonName = by.PersonName, Act = act, After = State, Comment = comment, Values = values,
        });
    }
}
