using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

/// <summary>期限の延長: the lead moves deadlines of its joint procurement later (<see cref="JointProcurement.Extend"/> has the rules).</summary>
/// <param name="Version">Of the joint procurement that the form showed.</param>
internal sealed record DeadlineExtension(string Joint, ExtensionTerms Terms, uint Version);

internal sealed class ExtendDeadlines(ProcurementDbContext db)
{
    public async Task<Result> Handle(DeadlineExtension extension, CancellationToken cancel)
    {
        await using var locked = await db.LockJoint(extension.Joint, cancel);
        if (locked is null || locked.Joint.LeadId != db.Actor.OrganisationId)
            return Refusal.NotFound();
        var (joint, terms) = (locked.Joint, extension.Terms);
        if (joint.ExtensionReason == terms.Reason && (joint.DemandDeadline, joint.OfferDeadline) == (terms.Demand, terms.Offer))
            return Result.Done;
        db.Expect(joint, extension.Version);
        var outages = await db.Set<Outage>().Where(o => o.Ended > joint.DemandClosesAt - Outage.Before && o.Began < joint.OffersOpenAt).OrderBy(o => o.Began).ToListAsync(cancel);
        var extended = joint.Extend(terms, outages, db.Actor, locked.Now);
        return extended.Ok ? await locked.Save(cancel) : extended;
    }
}
