using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog;

internal enum EntryKind
{
    /// <summary>ソフトウェア登録, by the maker (登録開発者).</summary>
    Software,

    /// <summary>サービス登録: what a seller (登録販売者) sells of a software, with price and regions.</summary>
    Offer,
}

/// <summary>Where the working answers stand.</summary>
internal enum WorkState
{
    /// <summary>下書き: the vendor is writing.</summary>
    Draft,

    /// <summary>審査中: with the operator; the vendor cannot change it meanwhile.</summary>
    Submitted,

    /// <summary>差戻し: returned with comments.</summary>
    Returned,

    /// <summary>承認済: the working answers are the published ones.</summary>
    Approved,
}

/// <summary>Where the published version stands; a change under way does not touch it.</summary>
internal enum LiveState
{
    /// <summary>未公開.</summary>
    Never,

    /// <summary>公開中.</summary>
    Published,

    /// <summary>取下げ, by the vendor.</summary>
    Withdrawn,

    /// <summary>停止, by the operator.</summary>
    Suspended,
}

/// <summary>A software or an offer: the vendor's working answers, and how far they and the published version are.</summary>
internal sealed class Entry : Entity
{
    private Entry()
    {
    }

    public EntryKind Kind { get; private set; }
    public Guid OwnerId { get; private set; }

    /// <summary>The software that an offer sells; null for a software.</summary>
    public Guid? SoftwareId { get; private set; }

    /// <summary>The question set that <see cref="Answers"/> answer.</summary>
    public int QuestionSetVersion { get; private set; }

    /// <summary>The set that was answered before, while the working answers are being brought over to a newer one; null otherwise.</summary>
    public int? RenewedFrom { get; private set; }

    /// <summary>Working answers by question id. Replaced whole at each change, never edited in place.</summary>
    public JsonObject Answers { get; private set; } = [];

    /// <summary>Name for lists: of the software, or the seller's own of the offer; empty until it is answered.</summary>
    public string Title { get; private set; } = "";
    public WorkState Work { get; private set; }
    public LiveState Live { get; private set; }

    /// <summary>How many times it was submitted.</summary>
    public int Submissions { get; private set; }

    /// <summary>Number of the newest <see cref="EntryVersion"/>; 0 before the first publication.</summary>
    public int Published { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>When the submission now under review came in.</summary>
    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>Why the operator suspended it; null unless suspended.</summary>
    public string? SuspendedFor { get; private set; }

    /// <summary>Its page, for the vendor.</summary>
    public string Url => $"/listings/{PublicId}";

    /// <summary>A published entry whose working answers differ or may differ from the published ones (変更申請).</summary>
    public bool ChangeUnderWay => Published > 0 && Work != WorkState.Approved;

    public bool Editable => Work != WorkState.Submitted && Live != LiveState.Suspended;

    public static Entry Software(Guid id, Guid makerId, int questionSet, DateTimeOffset now) =>
        new() { Id = id, Kind = EntryKind.Software, OwnerId = makerId, QuestionSetVersion = questionSet, CreatedAt = now, ChangedAt = now };

    public static Entry Offer(Guid id, Guid sellerId, Guid softwareId, int questionSet, DateTimeOffset now) =>
        new() { Id = id, Kind = EntryKind.Offer, OwnerId = sellerId, SoftwareId = softwareId, QuestionSetVersion = questionSet, CreatedAt = now, ChangedAt = now };

    /// <summary>For seeds, whose addresses must be the same each time.</summary>
    public static Entry Seeded(Guid id, string publicId, Guid ownerId, Guid? softwareId, int questionSet, DateTimeOffset now) => new()
    {
        Id = id, PublicId = publicId, Kind = softwareId is null ? EntryKind.Software : EntryKind.Offer, OwnerId = ownerId, SoftwareId = softwareId,
        QuestionSetVersion = questionSet, CreatedAt = now, ChangedAt = now,
    };

    /// <summary>Takes answers that were judged right; null removes an answer. A save that changes nothing writes nothing.</summary>
    public Result Answer(IReadOnlyDictionary<string, JsonNode?> answers, DateTimeOffset now)
    {
        if (!Editable)
            return Live == LiveState.Suspended ? IsSuspended() : UnderReview();
        var next = (JsonObject)Answers.DeepClone();
        foreach (var (id, answer) in answers)
        {
            next.Remove(id);
            if (answer is not null)
                next[id] = answer.DeepClone();
        }

        if (JsonNode.DeepEquals(next, Answers))
            return Result.Done;
        Answers = next;
        Title = TitleOf(next);
        ChangedAt = now;
        if (Work == WorkState.Approved)
            Work = WorkState.Draft;
        return Result.Done;
    }

    /// <summary>Goes over to a newer question set with the answers that could be carried over. What is published stays as it is.</summary>
    public Result Renew(int questionSet, JsonObject carried, DateTimeOffset now)
    {
        if (questionSet <= QuestionSetVersion)
            return Result.Done;
        if (!Editable)
            return Live == LiveState.Suspended ? IsSuspended() : UnderReview();
        RenewedFrom = QuestionSetVersion;
        QuestionSetVersion = questionSet;
        Answers = carried;
        Title = TitleOf(carried) is { Length: > 0 } title ? title : Title;
        ChangedAt = now;
        if (Work == WorkState.Approved)
            Work = WorkState.Draft;
        return Result.Done;
    }

    /// <summary>Hands the working answers in for review. The caller has judged them; submitting again changes nothing.</summary>
    public Result Submit(DateTimeOffset now)
    {
        if (Work == WorkState.Submitted)
            return Result.Done;
        if (Live == LiveState.Suspended)
            return IsSuspended();
        if (Work == WorkState.Approved && Live == LiveState.Published)
            return Refusal.Conflict("nothing-changed", "公開中の内容から変更がないため、申請は不要です。");
        Work = WorkState.Submitted;
        Submissions++;
        SubmittedAt = now;
        return Result.Done;
    }

    /// <summary>The vendor takes the submission back to go on writing.</summary>
    public Result TakeBack(DateTimeOffset now)
    {
        if (Work == WorkState.Draft)
            return Result.Done;
        if (Work != WorkState.Submitted)
            return NotUnderReview();
        Work = WorkState.Draft;
        ChangedAt = now;
        return Result.Done;
    }

    public Result Return(DateTimeOffset now)
    {
        if (Work != WorkState.Submitted)
            return NotUnderReview();
        Work = WorkState.Returned;
        ChangedAt = now;
        return Result.Done;
    }

    /// <summary>Approves what was submitted: it becomes the next version.</summary>
    public Result<EntryVersion> Approve(string by, DateTimeOffset now)
    {
        if (Work != WorkState.Submitted)
            return NotUnderReview();
        Work = WorkState.Approved;
        // A suspension is lifted by its own act, never by approving a change.
        if (Live != LiveState.Suspended)
            Live = LiveState.Published;
        ChangedAt = now;
        RenewedFrom = null;
        return EntryVersion.Of(this, ++Published, by, now);
    }

    /// <summary>Leaves the catalogue at the vendor's wish; a submission under review is taken back. May be submitted again later.</summary>
    public Result Withdraw(DateTimeOffset now)
    {
        if (Live == LiveState.Suspended)
            return IsSuspended();
        Live = LiveState.Withdrawn;
        if (Work == WorkState.Submitted)
            Work = WorkState.Draft;
        ChangedAt = now;
        return Result.Done;
    }

    /// <summary>The operator takes a published entry out of the catalogue until it resumes it.</summary>
    public Result Suspend(string reason, DateTimeOffset now)
    {
        if (Live == LiveState.Suspended)
            return Result.Done;
        if (Live != LiveState.Published)
            return Refusal.Conflict("not-published", "公開中の掲載だけを停止できます。");
        Live = LiveState.Suspended;
        SuspendedFor = reason;
        ChangedAt = now;
        return Result.Done;
    }

    public Result Resume(DateTimeOffset now)
    {
        if (Live == LiveState.Published)
            return Result.Done;
        if (Live != LiveState.Suspended)
            return Refusal.Conflict("not-suspended", "停止中の掲載だけを再開できます。");
        Live = LiveState.Published;
        SuspendedFor = null;
        ChangedAt = now;
        return Result.Done;
    }

    private string TitleOf(JsonObject answers) => AnswerRules.AsText(answers[Kind == EntryKind.Software ? "name" : "offerName"]) ?? "";

    private static Refusal UnderReview() => Refusal.Conflict("under-review", "審査中のため変更できません。審査が終わるまでお待ちください。");

    private static Refusal IsSuspended() => Refusal.Conflict("suspended", "運営者が掲載を停止しているため、この操作はできません。運営者へお問い合わせください。");

    private static Refusal NotUnderReview() => Refusal.Conflict("not-under-review", "この申請の審査はすでに終わっています。最新の状態を確認してください。");
}
