using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>決裁依頼.</summary>
internal sealed record RequestApproval(string PublicId, uint Version);

internal sealed class RequestApprovalHandler(ProcurementDbContext db, TimeProvider time)
{
    public async Task<Result> Handle(RequestApproval command, CancellationToken cancel)
    {
        if (await db.FindCase(command.PublicId, cancel) is not { } found)
            return Refusal.NotFound();
        if (found.State == CaseState.AwaitingApproval)
            return Result.Done;
        db.Expect(found, command.Version);
        var requested = found.Request(db.Actor, time.GetUtcNow());
        return requested.Ok ? await db.SaveMove(command.PublicId, now => now.State == CaseState.AwaitingApproval, cancel) : requested;
    }
}
