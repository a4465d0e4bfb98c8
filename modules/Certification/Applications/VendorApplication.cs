using Marketplace.Shared;

namespace Marketplace.Certification;

/// <summary>A vendor's application for certification (認証の申請): one per vendor, from registration on. Its key is the vendor's.
/// Draft 準備中 → Submitted 審査中 → Returned 差戻し (→ Submitted) or Certified 認証済 ⇄ Suspended 停止.</summary>
internal sealed class VendorApplication : Entity
{
    private VendorApplication()
    {
    }

    /// <summary>Copies from the vendor's registration, for lists and searches.</summary>
    public string Name { get; private init; } = "";
    public string Kana { get; private init; } = "";
    public CorporateNumber CorporateNumber { get; private init; }

    public ApplicationState State { get; private set; }
    public CompanyProfile Company { get; private set; } = CompanyProfile.Empty;
    public Declaration Declaration { get; private set; } = Declaration.Empty;

    /// <summary>How often it was submitted.</summary>
    public int Submissions { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public DateTimeOffset? CertifiedAt { get; private set; }
    public string SuspensionReason { get; private set; } = "";

    /// <summary>Planned last day of the suspension (Japan), or null; lifting it stays a reviewer's decision.</summary>
    public DateOnly? SuspendedUntil { get; private set; }

    /// <summary>Who decided last; so that a repeated decision is recognised.</summary>
    public Guid? DecidedById { get; private set; }

    /// <summary>Version of the standing last published; grows with every change of it.</summary>
    public long StandingVersion { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The vendor may change what it declares.</summary>
    public bool IsOpen => State is ApplicationState.Draft or ApplicationState.Returned;

    /// <summary>Proofs may be changed: before the submission, and after the certification with review afterwards.</summary>
    public bool MayChangeProofs => State != ApplicationState.Submitted;

    /// <summary>Changes of proofs show to others at once.</summary>
    public bool IsPublic => State is ApplicationState.Certified or ApplicationState.Suspended;

    public static VendorApplication Of(Guid vendorId, string name, string kana, CorporateNumber number, DateTimeOffset now) =>
        new() { Id = vendorId, Name = name, Kana = kana, CorporateNumber = number, ChangedAt = now };

    /// <summary>The company's own data stay editable after the certification; they do not bear on the standing.</summary>
    public Result SaveCompany(CompanyProfile company, DateTimeOffset now)
    {
        if (State == ApplicationState.Submitted)
            return UnderReview();
        if (IsPublic && !company.IsComplete)
            return Refusal.Conflict("incomplete", "認証を受けている間は、必須の項目を空にできません。");
        (Company, ChangedAt) = (company, now);
        return Result.Done;
    }

    public Result Declare(Declaration declaration, DateTimeOffset now)
    {
        if (State == ApplicationState.Submitted)
            return UnderReview();
        if (!IsOpen)
            return Refusal.Conflict("declared", "認証の根拠になった誓約と申告は変更できません。事情が変わったときは、運営者に連絡してください。");
        (Declaration, ChangedAt) = (declaration, now);
        return Result.Done;
    }

    /// <summary>Notes that the proofs changed; every change goes through the application, so that two at once meet at its version.</summary>
    public Result TouchProofs(DateTimeOffset now)
    {
        if (!MayChangeProofs)
            return UnderReview();
        ChangedAt = now;
        return Result.Done;
    }

    public Result Submit(DateTimeOffset now)
    {
        if (!IsOpen)
            return Refusal.Conflict("not-open", "この申請は、いまは提出できません。状態を確かめてください。");
        (State, SubmittedAt, ChangedAt, Submissions) = (ApplicationState.Submitted, now, now, Submissions + 1);
        return Result.Done;
    }

    public Result Return(Guid? by, DateTimeOffset now) => Move(ApplicationState.Submitted, ApplicationState.Returned, by, now);

    public Result Certify(Guid? by, DateTimeOffset now)
    {
        var moved = Move(ApplicationState.Submitted, ApplicationState.Certified, by, now);
        if (moved.Ok)
            CertifiedAt = now;
        return moved;
    }

    public Result Suspend(string reason, DateOnly? until, Guid? by, DateTimeOffset now)
    {
        var moved = Move(ApplicationState.Certified, ApplicationState.Suspended, by, now);
        if (moved.Ok)
            (SuspensionReason, SuspendedUntil) = (reason, until);
        return moved;
    }

    public Result Reinstate(Guid? by, DateTimeOffset now)
    {
        var moved = Move(ApplicationState.Suspended, ApplicationState.Certified, by, now);
        if (moved.Ok)
            (SuspensionReason, SuspendedUntil) = ("", null);
        return moved;
    }

    /// <summary>The standing to publish with the change just made.</summary>
    public VendorStandingChanged NextStanding(IEnumerable<Proof> proofs) =>
        new(Id, State == ApplicationState.Certified, Proof.Views(proofs), ++StandingVersion);

    public ApplicationContent Content(IEnumerable<Proof> proofs) => new(Company, Declaration, [.. proofs.Where(p => !p.IsStruckOut).Select(p => p.AsSubmitted())]);

    private Result Move(ApplicationState from, ApplicationState to, Guid? by, DateTimeOffset now)
    {
        if (State != from)
            return Refusal.Conflict("other-state", "この申請の状態が変わっているため、その決定はできません。最新の状態を確かめてください。");
        (State, DecidedById, ChangedAt) = (to, by, now);
        return Result.Done;
    }

    private static Refusal UnderReview() => Refusal.Conflict("under-review", "審査中のため変更できません。審査の結果を待ってください。");
}
