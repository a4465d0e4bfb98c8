using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>中止: the lead calls it off before the award, with a reason; every bound budget is given back.</summary>
internal sealed class CancelJointProcurement(ProcurementDbContext db)
{
    public async Task<Result> Handle(string joint, string reason, CancellationToken cancel)
    {
        await using var locked = await db.LockJoint(joint, cancel);
        if (locked is null || locked.Joint.LeadId != db.Actor.OrganisationId)
            return Refusal.NotFound();
        var cancelled = locked.Joint.Cancel(reason, db.Actor, locked.Now);
        if (!cancelled.Ok)
            return Result.No([.. cancelled.Refusals]);
        foreach (var participant in cancelled.Value)
        {
            db.Publish(new DemandReleased(participant.Id, participant.Attempt, OutcomeUnknown: participant.State == ParticipantState.Committing));
            participant.Release();
        }

        return await locked.Save(cancel);
    }
}
