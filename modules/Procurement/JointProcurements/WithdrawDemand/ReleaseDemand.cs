using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

/// <summary>Gives a withdrawn or cancelled participant's encumbrance back. If it is not known whether it was ever made, asks for it once more with the
/// same operation id: afterwards it is certain, and what stands is released.</summary>
internal sealed class ReleaseDemand(ProcurementDbContext db, IPurchasingAccounts accounts) : IHandle<DemandReleased>
{
    public async Task Handle(DemandReleased happened, CancellationToken cancel)
    {
        var joint = await db.LockJointOf(happened.ParticipantId, cancel);
        var participant = joint.Participants.Single(p => p.Id == happened.ParticipantId);
        var now = await db.DatabaseNow(cancel);
        if (happened.OutcomeUnknown && !(await accounts.Run(participant.BodyCode, EncumberDemand.Command(joint, participant, now), cancel)).Ok)
            return;
        var encumbrance = participant.EncumbranceOf(happened.Attempt);
        var outcome = await accounts.Run(
            participant.BodyCode, new Release(OperationIds.Of(encumbrance, "release"), now.JapanDay(), db.Actor.Via, encumbrance) { About = participant.Reference }, cancel);
        if (!outcome.Ok)
            throw new InvalidOperationException($"Releasing the encumbrance of participant {participant.Id} was refused: {outcome.Refusal!.Code}.");
    }
}
