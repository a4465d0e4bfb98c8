using Marketplace.Procurement;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.JointProcurements;

/// <summary>The rules of one joint procurement, without database: who may do what when.</summary>
[Trait("Kind", "Fast")]
public sealed class JointRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset DemandClosed = new DateOnly(2026, 11, 30).EndOfJapanDay();
    private static readonly DateTimeOffset OffersOpen = new DateOnly(2026, 12, 15).EndOfJapanDay();
    private static readonly Actor Lead = Body("210005", "岐阜県"), LeadApprover = Body("210005", "岐阜県", Lead.OrganisationId);
    private static readonly Actor[] Cities = [Body("212024", "大垣市"), Body("212032", "高山市"), Body("212199", "郡上市")];

    [Fact]
    public void Terms_are_checked_at_their_fields()
    {
        var terms = new JointTerms(Guid.NewGuid(), " ", "0101", "", new FiscalYear(2026), new DateOnly(2027, 1, 1), new DateOnly(2026, 11, 21), new DateOnly(2026, 11, 20), new AllocationRule(50, 0, 0, 0));
        var codes = JointProcurement.Open(terms, Lead, Start).Refusals.ToDictionary(r => r.Field!, r => r.Code);
        Assert.Equal("title-needed", codes["Input.Title"]);
        Assert.Equal("specification-needed", codes["Input.Specification"]);
        Assert.Equal("deadline-past", codes["Input.DemandDeadline"]);
        Assert.Equal("deadline-order", codes["Input.OfferDeadline"]);
        Assert.Equal("allocation-sum", codes["Input.Equal"]);
        Assert.Equal("year-range", JointProcurement.Open(terms with { FiscalYear = new FiscalYear(2029) }, Lead, Start).Refusals.Single(r => r.Field == "Input.StartMonth").Code);
    }

    [Fact]
    public void Deadlines_are_inclusive_to_the_last_second_in_japan()
    {
        var joint = Opened();
        Assert.True(joint.File(Demand(), Cities[0], DemandClosed.AddTicks(-1)).Ok);
        Assert.Equal("deadline-passed", joint.File(Demand(), Cities[1], DemandClosed).Refusals[0].Code);
        Assert.Equal("deadline-passed", Code(joint.Commit(joint.Participants[0], Approver(Cities[0]), DemandClosed)));
        Assert.Equal("deadline-passed", Code(joint.Withdraw(joint.Participants[0], Cities[0], DemandClosed)));
    }

    [Fact]
    public void Who_filed_does_not_approve_and_who_opened_does_not_award()
    {
        var joint = Opened();
        joint.File(Demand(), Cities[0], Start);
        Assert.Equal("same-person", Code(joint.Commit(joint.Participants[0], Cities[0], Start)));
        var (ready, offer) = Evaluating();
        Assert.Equal("same-person", Code(ready.Award(offer, "安い", Lead, OffersOpen)));
        Assert.True(ready.Award(offer, "安い", LeadApprover, OffersOpen).Ok);
    }

    [Fact]
    public void Committed_demand_is_fixed_but_may_be_withdrawn_and_filed_anew_under_other_ids()
    {
        var joint = Opened();
        var participant = Commit(joint, Cities[0]);
        var first = participant.EncumbranceId;
        Assert.Equal("already-committed", joint.File(Demand(), Cities[0], Start).Refusals[0].Code);
        Assert.True(joint.Withdraw(participant, Cities[0], Start).Ok);
        Assert.Equal("withdrawn", Code(joint.Commit(participant, Approver(Cities[0]), Start)));
        Commit(joint, Cities[0]);
        Assert.NotEqual(first, participant.EncumbranceId);
        Assert.Single(joint.Participants);
    }

    [Fact]
    public void The_lead_closes_early_only_when_everybody_decided_and_two_take_part()
    {
        var joint = Opened();
        Commit(joint, Cities[0]);
        Assert.Equal("too-few-bodies", Code(joint.CallForOffers(Lead, Start)));
        Commit(joint, Cities[1]);
        joint.File(Demand(), Cities[2], Start);
        Assert.Equal("demand-open", Code(joint.CallForOffers(Lead, Start)));
        Assert.True(joint.CallForOffers(Lead, DemandClosed).Ok);
        Assert.Equal(2, joint.Demands().Count);
        Assert.Equal("deadline-passed", joint.File(Demand(), Cities[2], Start).Refusals[0].Code);
    }

    [Fact]
    public void A_body_whose_budget_is_being_encumbered_holds_up_the_call()
    {
        var joint = Opened();
        Commit(joint, Cities[0]);
        Commit(joint, Cities[1]);
        joint.File(Demand(), Cities[2], Start);
        joint.Commit(joint.Participants[2], Approver(Cities[2]), Start);
        Assert.Equal("still-committing", Code(joint.CallForOffers(Lead, DemandClosed)));
        Assert.Equal("still-committing", Code(joint.Withdraw(joint.Participants[2], Cities[2], Start)));
    }

    [Fact]
    public void Evaluating_begins_with_the_offer_deadline_and_offers_end_there()
    {
        var (joint, offer) = Evaluating();
        Assert.Null(joint.OffersClosed(OffersOpen.AddTicks(-1)));
        Assert.Equal(JointState.Evaluating, joint.StateAt(OffersOpen));
        Assert.Equal("deadline-passed", joint.OffersClosed(OffersOpen)!.Code);
        Assert.Equal("not-evaluating", Code(joint.Award(offer, "安い", LeadApprover, OffersOpen.AddTicks(-1))));
        Assert.Equal("reason-needed", Code(joint.Award(offer, " ", LeadApprover, OffersOpen)));
    }

    [Fact]
    public void No_award_above_a_ceiling_and_it_names_who_and_by_how_much()
    {
        var (joint, offer) = Evaluating(ceiling: 1_000_000);
        var refused = joint.Award(offer, "安い", LeadApprover, OffersOpen);
        Assert.All(refused.Refusals, r => Assert.Equal("share-above-ceiling", r.Code));
        Assert.Equal(["大垣市", "高山市"], refused.Refusals.Select(r => (string)r.Args[0]));
        Assert.Equal(JointState.Offering, joint.State);
        Assert.All(joint.Participants, p => Assert.Null(p.ShareNet));
    }

    [Fact]
    public void An_award_is_made_once_and_the_last_contract_concludes()
    {
        var (joint, offer) = Evaluating();
        Assert.True(joint.Award(offer, "安い", LeadApprover, OffersOpen).Ok);
        Assert.True(joint.Award(offer, "安い", LeadApprover, OffersOpen).Ok);
        Assert.Equal("already-awarded", joint.Cancel("やめる", Lead, OffersOpen).Refusals[0].Code);
        Assert.Equal(joint.AwardedNet, joint.Participants.Sum(p => p.ShareNet!.Value));
        joint.Contracted(joint.Participants[0], Guid.NewGuid(), OffersOpen, Actor.System("test"));
        Assert.Equal(JointState.Awarded, joint.State);
        joint.Contracted(joint.Participants[1], Guid.NewGuid(), OffersOpen, Actor.System("test"));
        Assert.Equal(JointState.Concluded, joint.State);
    }

    [Fact]
    public void Cancelling_names_whose_budget_is_to_be_given_back()
    {
        var joint = Opened();
        Commit(joint, Cities[0]);
        joint.File(Demand(), Cities[1], Start);
        Assert.Equal("reason-needed", joint.Cancel("", Lead, Start).Refusals[0].Code);
        Assert.Equal("大垣市", Assert.Single(joint.Cancel("予定が変わりました", Lead, Start).Value).BodyName);
        Assert.Equal("cancelled", joint.File(Demand(), Cities[2], Start).Refusals[0].Code);
    }

    [Fact]
    public void A_deadline_moves_later_only_and_once_passed_only_for_an_outage_shortly_before_it()
    {
        var joint = Opened();
        var (demand, offer) = (joint.DemandDeadline, joint.OfferDeadline);
        Assert.Equal("deadline-earlier", Code(Extend(joint, demand.AddDays(-1), offer, Start)));
        Assert.Equal("extension-none", Code(Extend(joint, demand, offer, Start)));
        Assert.Equal("deadline-order", Code(Extend(joint, offer, offer, Start)));
        Assert.Equal("deadline-after-start", Code(Extend(joint, demand, new DateOnly(2027, 2, 1), Start)));
        Assert.Equal("deadline-passed", Code(Extend(joint, demand.AddDays(3), offer, DemandClosed)));
        Assert.True(Extend(joint, demand, offer.AddDays(1), DemandClosed).Ok);
        Assert.True(Extend(joint, demand.AddDays(3), offer.AddDays(1), DemandClosed, Out(DemandClosed, -25, -23)).Ok);
        Assert.Null(joint.DemandClosed(DemandClosed));

        var (ready, made) = Evaluating();
        var later = ready.OfferDeadline.AddDays(10);
        Assert.Equal("demand-fixed", Code(Extend(ready, demand.AddDays(1), later, Start)));
        Assert.Equal("deadline-passed", Code(Extend(ready, demand, later, OffersOpen, Out(OffersOpen, -26, -25))));
        Assert.Equal("deadline-passed", Code(Extend(ready, demand, later, OffersOpen.AddDays(8), Out(OffersOpen, -2, 1))));
        Assert.Equal("deadline-past", Code(Extend(ready, demand, ready.OfferDeadline.AddDays(1), OffersOpen.AddDays(3), Out(OffersOpen, -2, 1))));
        Assert.True(Extend(ready, demand, later, OffersOpen.AddDays(3), Out(OffersOpen, -2, 1)).Ok);
        Assert.Equal(JointState.Offering, ready.StateAt(OffersOpen.AddDays(3)));
        Assert.True(ready.Award(made, "安い", LeadApprover, later.EndOfJapanDay()).Ok);
        Assert.Equal("already-awarded", Code(Extend(ready, demand, later.AddDays(1), later.EndOfJapanDay(), Out(later.EndOfJapanDay(), -2, 0))));
    }

    private static Result Extend(JointProcurement joint, DateOnly demand, DateOnly offer, DateTimeOffset now, params Outage[] outages) =>
        joint.Extend(new ExtensionTerms(demand, offer, "障害があったため。"), outages, Lead, now);

    private static Outage Out(DateTimeOffset deadline, int from, int to) =>
        Outage.Record(new OutageTerms(Guid.NewGuid(), deadline.AddHours(from), deadline.AddHours(to), "停電"), Lead, deadline.AddDays(2)).Value;

    private static JointProcurement Opened() => JointProcurement.Open(
        new JointTerms(Guid.NewGuid(), "文書管理", "0101", "仕様", new FiscalYear(2026), new DateOnly(2027, 1, 1), new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 15), AllocationRule.Only(AllocationMethod.Users)),
        Lead, Start).Value;

    private static (JointProcurement Joint, JointOffer Offer) Evaluating(long ceiling = 5_000_000)
    {
        var joint = Opened();
        Commit(joint, Cities[0], ceiling);
        Commit(joint, Cities[1], ceiling);
        joint.CallForOffers(Lead, Start);
        var price = new VolumePrice(new Money(3_000_000), VolumeBasis.TotalUsers, [new(0, new Money(500))]);
        var seller = new Actor(Guid.NewGuid(), "販売", Guid.NewGuid(), "株式会社みほん", OrganisationKind.Vendor, null, Role.Seller, "web");
        return (joint, JointOffer.Submit(new JointOfferTerms(Guid.NewGuid(), Listing(seller), price, ""), joint, seller, Start).Value);
    }

    private static OfferSnapshot Listing(Actor seller) => new(
        Guid.NewGuid(), "222222222222", 1, "ふみくら文書", "標準プラン", "", Guid.NewGuid(), seller.OrganisationId, "開発者", seller.OrganisationId, seller.OrganisationName, ["0101"],
        new PricePlan(new Money(350_000), PriceBasis.Users, [new(0, new Money(900))], 12, 0), 1, [], [], DateTimeOffset.UnixEpoch, "00");

    private static Participant Commit(JointProcurement joint, Actor body, long ceiling = 5_000_000)
    {
        var participant = joint.File(Demand(ceiling), body, Start).Value;
        Assert.True(joint.Commit(participant, Approver(body), Start).Ok);
        participant.Encumbered();
        return participant;
    }

    private static DemandTerms Demand(long ceiling = 5_000_000) => new(Guid.NewGuid(), 100, 50_000, new DateOnly(2027, 1, 1), "02-01-05-13", new Money(ceiling));

    private static Actor Body(string code, string name, Guid? organisation = null) => new(
        Guid.NewGuid(), "人", organisation ?? Guid.NewGuid(), name, OrganisationKind.Municipality, LocalGovernmentCode.Parse(code), Role.Requester, "web");

    private static Actor Approver(Actor body) => body with { PersonId = Guid.NewGuid() };

    private static string Code(Result result) => result.Refusals[0].Code;
}
