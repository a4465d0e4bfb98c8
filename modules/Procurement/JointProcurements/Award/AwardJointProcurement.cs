using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

/// <summary>決定: the lead's approver gives the joint procurement to one offer; every share becomes a contract right after (<see cref="ConcludeShare"/>).</summary>
/// <param name="Offer">Public id of the joint offer.</param>
internal sealed record JointAward(string Joint, string Offer, string Reason);

internal sealed class AwardJointProcurement(ProcurementDbContext db, ICertification certification)
{
    public async Task<Result> Handle(JointAward award, CancellationToken cancel)
    {
        await using var locked = await db.LockJoint(award.Joint, cancel);
        if (locked is null || locked.Joint.LeadId != db.Actor.OrganisationId)
            return Refusal.NotFound();
        var joint = locked.Joint;
        var offer = await db.Set<JointOffer>().SingleOrDefaultAsync(o => o.ProcurementId == joint.Id && o.PublicId == award.Offer, cancel);
        if (offer is null)
            return Refusal.Invalid("Input.Offer", "offer-needed", "決定する申込を選んでください。");
        var before = joint.State;
        if (joint.AwardedOfferId is null && (await certification.Standing(offer.SellerId, cancel)).WhyNot(locked.Now.JapanDay()) is { } standing)
            return standing;
        var awarded = joint.Award(offer, award.Reason, db.Actor, locked.Now);
        if (!awarded.Ok || joint.State == before)
            return awarded;
        foreach (var participant in joint.Committed)
            db.Publish(new ShareDecided(participant.Id));
        return await locked.Save(cancel);
    }
}
