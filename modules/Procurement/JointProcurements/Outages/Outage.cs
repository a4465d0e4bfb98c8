using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>障害の記録: a time in which this system could not be used, stated by the operator's people and read by everybody. It excuses a missed deadline
/// (<see cref="JointProcurement.Extend"/>), so the lead, who gains by it, cannot state it. Stated once and never changed.</summary>
internal sealed class Outage : Entity
{
    /// <summary>How long before a deadline an outage counts.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromHours(24);

    /// <summary>How long after a deadline it may be extended for an outage.</summary>
    public static readonly TimeSpan After = TimeSpan.FromDays(7);

    private Outage()
    {
    }

    public DateTimeOffset Began { get; private set; }

    /// <summary>First instant at which the system could be used again.</summary>
    public DateTimeOffset Ended { get; private set; }
    public string What { get; private set; } = "";
    public string RecordedBy { get; private set; } = "";
    public DateTimeOffset RecordedAt { get; private set; }

    public static Result<Outage> Record(OutageTerms terms, Actor staff, DateTimeOffset now)
    {
        if (terms.WhyNot(now).ToArray() is { Length: > 0 } faults)
            return Result<Outage>.No(faults);
        return new Outage { Id = terms.Id, Began = terms.Began!.Value, Ended = terms.Ended!.Value, What = terms.What, RecordedBy = staff.PersonName, RecordedAt = now };
    }

    /// <summary>Whether a deadline that closed then may now be extended because of this outage.</summary>
    public bool Excuses(DateTimeOffset closed, DateTimeOffset now) => now >= closed && now < closed + After && Began < closed && Ended > closed - Before;
}

/// <param name="Began">Null where no day and time could be read.</param>
internal sealed record OutageTerms(Guid Id, DateTimeOffset? Began, DateTimeOffset? Ended, string What)
{
    public IEnumerable<Refusal> WhyNot(DateTimeOffset now)
    {
        if (Began is null || Began > now)
            yield return Refusal.Invalid("Input.FromDay", "from-needed", "障害が始まった日時を、いまより前の日時で入力してください。");
        if (Ended is null || Ended > now)
            yield return Refusal.Invalid("Input.ToDay", "to-needed", "復旧した日時を、いまより前の日時で入力してください。復旧してから記録します。");
        else if (Ended <= Began || Ended > Began?.AddDays(30))
            yield return Refusal.Invalid("Input.ToDay", "to-order", "復旧した日時は、始まった日時より後の30日以内にしてください。");
        if (string.IsNullOrWhiteSpace(What) || What.Length > 500)
            yield return Refusal.Invalid("Input.What", "what-needed", "使えなかった機能と原因を500文字以内で入力してください。");
    }
}
