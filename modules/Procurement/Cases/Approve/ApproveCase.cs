using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>決裁.</summary>
/// <param name="Attempt">Which request for approval the page showed; a repeat of the same one is done already.</param>
internal sealed record ApproveCase(string PublicId, uint Version, int Attempt);

internal sealed class ApproveCaseHandler(ProcurementDbContext db, ICertification certification)
{
    public async Task<Result> Handle(ApproveCase command, CancellationToken cancel)
    {
        if (await db.FindCase(command.PublicId, cancel) is not { } found)
            return Refusal.NotFound();
        if (WasApproved(found, command.Attempt))
            return Result.Done;
        db.Expect(found, command.Version);
        var seller = await certification.Standing(found.SellerId ?? Guid.Empty, cancel);
        var approved = found.Approve(seller, db.Actor, await db.DatabaseNow(cancel));
        if (!approved.Ok)
            return approved;
        db.Publish(new CaseApproved(found.Id, found.Attempt));
        return await db.SaveMove(command.PublicId, now => WasApproved(now, command.Attempt), cancel);
    }

    // Approved by this actor, whatever became of the order since.
    private bool WasApproved(ProcurementCase now, int attempt) => now.Attempt == attempt && now.State is CaseState.Ordering or CaseState.Contracted or CaseState.Returned
        && now.Steps.Any(s => s.Act == CaseAct.Approved && s.PersonId == db.Actor.PersonId && s.At >= now.RequestedAt);
}
