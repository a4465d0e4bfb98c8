using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>申込受付へ進む: the lead fixes the demand and lets sellers offer.</summary>
internal sealed class CallForOffers(ProcurementDbContext db)
{
    public async Task<Result> Handle(string joint, CancellationToken cancel)
    {
        await using var locked = await db.LockJoint(joint, cancel);
        if (locked is null || locked.Joint.LeadId != db.Actor.OrganisationId)
            return Refusal.NotFound();
        var called = locked.Joint.CallForOffers(db.Actor, locked.Now);
        return called.Ok ? await locked.Save(cancel) : called;
    }
}
