using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>期限の延長. A deadline moves only later, only by the lead, and always with a reason that everybody reads.
/// Before it passes, the reason is the lead's matter. Once it has passed it stays: what was late is late, and the lead may have read the offers. The one exception
/// is an outage of this system in the last day before the deadline, recorded by the operator (never by the lead): then the lead may extend within a week,
/// as long as the procurement has not moved on, and the offers are sealed again until the new deadline (宮城県: on failure at a bid deadline the deadline is postponed;
/// scale-security-interop.md 3).</summary>
internal sealed partial class JointProcurement
{
    /// <summary>When a deadline was last extended, and why; null if never. The history has every extension.</summary>
    public DateTimeOffset? ExtendedAt { get; private set; }
    public string? ExtensionReason { get; private set; }

    /// <summary>Why no deadline of it can be extended at all; null: the dates decide.</summary>
    public Refusal? ExtensionClosed() => State switch
    {
        JointState.Cancelled => Cancelled(),
        JointState.Awarded or JointState.Concluded => Refusal.Conflict("already-awarded", "決定したあとは、期限を延ばせません。"),
        _ => null,
    };

    public Result Extend(ExtensionTerms terms, IReadOnlyList<Outage> outages, Actor lead, DateTimeOffset now)
    {
        if (ExtensionClosed() is { } closed)
            return closed;
        var outage = outages.FirstOrDefault(o => (terms.Demand != DemandDeadline && o.Excuses(DemandClosesAt, now)) || (terms.Offer != OfferDeadline && o.Excuses(OffersOpenAt, now)));
        if (Faults(terms, outage is not null, now).OfType<Refusal>().ToArray() is { Length: > 0 } faults)
            return Result.No(faults);
        Moved("需要の届出の期限", DemandDeadline, terms.Demand);
        Moved("申込の期限", OfferDeadline, terms.Offer);
        (DemandClosesAt, OffersOpenAt) = (terms.Demand.EndOfJapanDay(), terms.Offer.EndOfJapanDay());
        (ExtendedAt, ExtensionReason) = (now, terms.Reason);
        return Result.Done;

        void Moved(string what, DateOnly before, DateOnly after)
        {
            if (before == after)
                return;
            if (outage is null)
                Say(now, lead, what + "を{0}から{1}に延ばしました。理由：{2}", before, after, terms.Reason);
            else
                Say(now, lead, what + "を、システムの障害（{3}から{4}まで）のため、{0}から{1}に延ばしました。理由：{2}", before, after, terms.Reason, outage.Began, outage.Ended);
        }
    }

    private IEnumerable<Refusal?> Faults(ExtensionTerms terms, bool excused, DateTimeOffset now)
    {
        yield return State != JointState.Gathering && terms.Demand != DemandDeadline
            ? Refusal.Invalid("Input.DemandDeadline", "demand-fixed", "需要が確定しているため、届出の期限は変えられません。")
            : WhyNotLater("Input.DemandDeadline", DemandClosesAt, terms.Demand, excused, now);
        yield return WhyNotLater("Input.OfferDeadline", OffersOpenAt, terms.Offer, excused, now);
        if (terms.Demand == DemandDeadline && terms.Offer == OfferDeadline)
            yield return Refusal.Invalid("Input.OfferDeadline", "extension-none", "延ばす期限を、いまの期限より後の日付にしてください。");
        else if (terms.Offer <= terms.Demand)
            yield return Refusal.Invalid("Input.OfferDeadline", "deadline-order", "申込の期限は、需要の届出の期限より後の日付にしてください。");
        else if (JointTerms.IsAfterMonth(terms.Offer, StartMonth))
            yield return Refusal.Invalid("Input.OfferDeadline", "deadline-after-start", "申込の期限は、利用開始月の末日までの日付にしてください。");
        if (string.IsNullOrWhiteSpace(terms.Reason) || terms.Reason.Length > ExtensionTerms.ReasonLength)
            yield return Refusal.Invalid("Input.Reason", "reason-needed", "延長の理由を500文字以内で入力してください。");
    }

    private static Refusal? WhyNotLater(string field, DateTimeOffset closes, DateOnly wanted, bool excused, DateTimeOffset now)
    {
        var before = closes.AddTicks(-1).JapanDay();
        return wanted == before ? null
            : wanted < before ? Refusal.Invalid(field, "deadline-earlier", "期限は早められません。いまの期限（{0}）より後の日付にしてください。", before)
            : now >= closes && !excused ? Refusal.Invalid(field, "deadline-passed",
                "期限（{0}）を過ぎたため延ばせません。過ぎたあとに延ばせるのは、期限までの24時間にシステムの障害があったと運営者が記録したときに、期限から7日以内だけです。", before)
            : wanted < now.JapanDay() ? Refusal.Invalid(field, "deadline-past", "新しい期限は今日以降の日付にしてください。")
            : null;
    }
}

/// <summary>Both deadlines as they are to be; one that stays is given as it is.</summary>
/// <param name="Reason">1 to 500 characters, read by everybody.</param>
internal sealed record ExtensionTerms(DateOnly Demand, DateOnly Offer, string Reason)
{
    public const int ReasonLength = 500;
}
