using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>Withdraws the actor's body (辞退) before the demand deadline; what it had encumbered is given back.</summary>
internal sealed class WithdrawDemand(ProcurementDbContext db)
{
    public async Task<Result> Handle(string joint, uint version, CancellationToken cancel)
    {
        await using var locked = await db.LockJoint(joint, cancel);
        if (locked?.Joint.ParticipantOf(db.Actor.OrganisationId) is not { } participant)
            return Refusal.NotFound();
        if (participant.State == ParticipantState.Withdrawn)
            return Result.Done;
        if (participant.Version != version)
            return Refusal.Stale();
        var encumbered = participant.State == ParticipantState.Committed;
        var withdrawn = locked.Joint.Withdraw(participant, db.Actor, locked.Now);
        if (!withdrawn.Ok)
            return withdrawn;
        if (encumbered)
            db.Publish(new DemandReleased(participant.Id, participant.Attempt, OutcomeUnknown: false));
        return await locked.Save(cancel);
    }
}
