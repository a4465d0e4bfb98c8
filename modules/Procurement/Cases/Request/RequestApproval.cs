using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>決裁依頼. Holding the money is the event's handler's.</summary>
internal sealed record RequestApproval(string PublicId, uint Version);

internal sealed class RequestApprovalHandler(ProcurementDbContext db, TimeProvider time)
{
    public async Task<Result> Handle(RequestApproval command, CancellationToken cancel)
    {
        if (await db.FindCase(command.PublicId, cancel) is not { } found)
            return Refusal.NotFound();
        if (WasRequested(found))
            return Result.Done;
        db.Expect(found, command.Version);
        var requested = found.Request(db.Actor, time.GetUtcNow());
        if (!requested.Ok)
            return requested;
        db.Publish(new ApprovalRequested(found.Id, found.Attempt));
        return await db.SaveMove(command.PublicId, WasRequested, cancel);
    }

    private static bool WasRequested(ProcurementCase now) => now.State is CaseState.Reserving or CaseState.AwaitingApproval;
}
