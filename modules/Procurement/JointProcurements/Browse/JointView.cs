using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Procurement;

/// <summary>A joint procurement as one reader may see it.</summary>
/// <param name="State">As of now, deadlines considered.</param>
/// <param name="OwnOffer">The reader's own offer, if it is a seller that made one.</param>
/// <param name="Winner">Name of the seller it was awarded to.</param>
/// <param name="OwnContract">Public id of the reader's own contract.</param>
internal sealed record JointView(
    JointProcurement Joint, JointState State, DateTimeOffset Now, string CategoryName, Actor Reader, JointOffer? OwnOffer, string? Winner, string? OwnContract,
    IReadOnlyList<HistoryItem> History)
{
    public string Url => $"/joint/{Joint.PublicId}";
    public bool IsLead => Joint.LeadId == Reader.OrganisationId;
    public Participant? Own => Joint.ParticipantOf(Reader.OrganisationId);
    public bool DemandFixed => State != JointState.Gathering;

    /// <summary>Whether the reader sees what each body wants (users, inhabitants, start month), who filed, withdrew or lacked budget, and the history of it.
    /// <list type="bullet">
    /// <item>The lead and the operator's auditor: always. The operator's other staff do not.</item>
    /// <item>A body whose filing stands: while demand is gathered, since all of them agree on one specification and rule; afterwards only if it takes part.</item>
    /// <item>Everybody else (other bodies, bodies that withdrew or were not committed in time, sellers): the names of those who committed; once demand is fixed,
    /// and so at least two bodies add up, also the totals that a seller needs to find its price bands. Before that a total would be somebody's number.</item>
    /// <item>A body's own filing: that body, whatever became of it. Its budget line and ceiling: nobody else, not even the lead.</item>
    /// </list></summary>
    public bool SeesNumbers => IsLead || IsAuditor || (Own is { } own && (DemandFixed ? own.TakesPart : own.State != ParticipantState.Withdrawn));

    /// <summary>The totals over all bodies.</summary>
    public bool SeesTotals => SeesNumbers || (DemandFixed && Counted.Count > 1);

    /// <summary>Offers and each body's share in yen: for the lead, the committed bodies and the auditor, once the offer deadline has passed.</summary>
    public bool SeesOffers => State is JointState.Evaluating or JointState.Awarded or JointState.Concluded
        && (IsLead || IsAuditor || Own is { State: ParticipantState.Committed or ParticipantState.Contracted });

    private bool IsAuditor => Reader.IsOperator && Reader.May(Act.ReadJointNumbers);

    /// <summary>The bodies shown by name and state: those who committed, and for who <see cref="SeesNumbers"/> everybody who ever filed.</summary>
    public IReadOnlyList<Participant> Rows => [.. Joint.Participants.Where(p => SeesNumbers || p.TakesPart || p == Own).OrderBy(p => p.BodyCode)];

    /// <summary>Whose demand counts in the sums shown.</summary>
    public IReadOnlyList<Participant> Counted => DemandFixed && State != JointState.Cancelled
        ? Joint.Committed
        : [.. Joint.Participants.Where(p => p.State is not (ParticipantState.Withdrawn or ParticipantState.Refused))];

    public long UserMonths => Counted.Sum(p => (long)p.Users * p.Demand(Joint.FiscalYear).Months);

    public DateOnly? Deadline => State switch
    {
        JointState.Gathering => Joint.DemandDeadline,
        JointState.Offering => Joint.OfferDeadline,
        _ => null,
    };

    public string TitleIn(Texts texts) => Deadline is { } day
        ? texts["共同調達 {0}｜{1}（{2} 23:59まで）", Joint.Title, texts[JointWords.Of(State)], Dates.Short(day)]
        : texts["共同調達 {0}｜{1}", Joint.Title, texts[JointWords.Of(State)]];

    public IReadOnlyList<Step> StepsIn(Texts texts)
    {
        var at = State switch { JointState.Gathering => 0, JointState.Offering => 1, JointState.Evaluating => 2, JointState.Awarded => 3, JointState.Concluded => 4, JointState.Cancelled => CancelledAt, _ => 0 };
        (string Text, string? Detail)[] steps =
        [
            ("需要のとりまとめ", texts["{0}まで・各団体", Dates.Short(Joint.DemandDeadline)]),
            ("申込の受付", texts["{0}まで・登録販売者", Dates.Short(Joint.OfferDeadline)]),
            ("評価と決定", Joint.AwardedAt is { } day ? Dates.Short(day.JapanDay()) : Joint.LeadName),
            ("団体ごとの契約", Joint.ConcludedAt is { } done ? Dates.Short(done.JapanDay()) : null),
        ];
        return [.. steps.Select((s, i) => new Step(texts[s.Text], i < at ? StepState.Done : i > at ? StepState.Next : State == JointState.Cancelled ? StepState.Blocked : StepState.Current, s.Detail))];
    }

    private int CancelledAt => Joint.CalledAt is null ? 0 : Joint.CancelledAt >= Joint.OffersOpenAt ? 2 : 1;
}
