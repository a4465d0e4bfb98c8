using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Certification;

/// <summary>One submission of an application with what the reviewer answered. The content never changes; the decision is entered once.</summary>
internal sealed class Submission : Entity
{
    private Submission()
    {
    }

    public Guid VendorId { get; private init; }

    /// <summary>1, 2, ... of the vendor.</summary>
    public int Number { get; private init; }
    public ApplicationContent Content { get; private init; } = null!;
    public DateTimeOffset SubmittedAt { get; private init; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Null while it waits; then whether it led to the certification.</summary>
    public bool? Accepted { get; private set; }

    /// <summary>The reviewer's comments by question key (<see cref="Questions"/>).</summary>
    public IReadOnlyDictionary<string, string> Comments { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static Submission Of(VendorApplication application, ApplicationContent content, DateTimeOffset now) => new()
    {
        VendorId = application.Id,
        Number = application.Submissions,
        Content = content,
        SubmittedAt = now,
    };

    public void Decide(bool accepted, IReadOnlyDictionary<string, string> comments, DateTimeOffset now) => (Accepted, Comments, DecidedAt) = (accepted, comments, now);
}

/// <summary>What happened to an application, for its history in words.</summary>
internal enum Happening
{
    /// <summary>申請.</summary>
    Submitted,

    /// <summary>差戻し.</summary>
    Returned,

    /// <summary>認証.</summary>
    Certified,

    /// <summary>停止.</summary>
    Suspended,

    /// <summary>停止の解除.</summary>
    Reinstated,

    /// <summary>A certified vendor added, renewed or removed a proof (証明書の変更).</summary>
    ProofsChanged,

    /// <summary>A reviewer confirmed a proof after the fact (確認).</summary>
    ProofConfirmed,

    /// <summary>A reviewer struck a proof out (抹消).</summary>
    ProofStruckOut,
}

/// <summary>One line of an application's history; never changed.</summary>
internal sealed class HistoryLine : Entity
{
    private HistoryLine()
    {
    }

    public Guid VendorId { get; private init; }
    public DateTimeOffset At { get; private init; }
    public Happening What { get; private init; }
    public string PersonName { get; private init; } = "";
    public string OrganisationName { get; private init; } = "";

    /// <summary>Reason, or which proof; as typed or in Japanese.</summary>
    public string Detail { get; private init; } = "";

    public static HistoryLine Of(Guid vendor, Happening what, Actor by, DateTimeOffset now, string detail = "") => new()
    {
        VendorId = vendor,
        At = now,
        What = what,
        PersonName = by.PersonName,
        OrganisationName = by.OrganisationName,
        Detail = detail,
    };
}

internal static class Happenings
{
    public static string Word(this Happening what) => what switch
    {
        Happening.Submitted => "認証を申請しました。",
        Happening.Returned => "申請を差し戻しました。",
        Happening.Certified => "事業者を認証しました。",
        Happening.Suspended => "認証を停止しました。",
        Happening.Reinstated => "認証の停止を解除しました。",
        Happening.ProofsChanged => "証明書を変更しました。",
        Happening.ProofConfirmed => "証明書を確認しました。",
        Happening.ProofStruckOut => "証明書を抹消しました。",
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };
}
