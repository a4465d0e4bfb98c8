using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>Approves the actor's body's demand (参加の決裁). The budget is encumbered right after, by <see cref="EncumberDemand"/>.</summary>
/// <param name="Version">Of the participation that the approver saw.</param>
internal sealed record DemandCommitment(string Joint, uint Version);

internal sealed class CommitDemand(ProcurementDbContext db)
{
    public async Task<Result> Handle(DemandCommitment commitment, CancellationToken cancel)
    {
        await using var locked = await db.LockOwnPart(commitment.Joint, db.Actor.OrganisationId, cancel);
        if (locked?.Joint.ParticipantOf(db.Actor.OrganisationId) is not { } participant)
            return Refusal.NotFound();
        if (participant.State is ParticipantState.Committing or ParticipantState.Committed or ParticipantState.Contracted)
            return Result.Done;
        if (participant.Version != commitment.Version)
            return Refusal.Stale();
        var committed = locked.Joint.Commit(participant, db.Actor, locked.Now);
        if (!committed.Ok)
            return committed;
        db.Publish(new DemandCommitted(participant.Id, participant.Attempt));
        return await locked.Save(cancel);
    }
}
