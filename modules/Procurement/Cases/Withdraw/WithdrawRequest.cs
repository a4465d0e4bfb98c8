using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>依頼の取下げ.</summary>
/// <param name="Attempt">Which request for approval the page showed.</param>
internal sealed record WithdrawRequest(string PublicId, uint Version, int Attempt);

internal sealed class WithdrawRequestHandler(ProcurementDbContext db, TimeProvider time)
{
    public async Task<Result> Handle(WithdrawRequest command, CancellationToken cancel)
    {
        if (await db.FindCase(command.PublicId, cancel) is not { } found)
            return Refusal.NotFound();
        if (WasWithdrawn(found))
            return Result.Done;
        db.Expect(found, command.Version);
        var withdrawn = found.Withdraw(db.Actor, time.GetUtcNow());
        if (!withdrawn.Ok)
            return withdrawn;
        db.Publish(new ApprovalDropped(found.Id, found.Attempt, db.Actor.PersonName));
        return await db.SaveMove(command.PublicId, WasWithdrawn, cancel);

        bool WasWithdrawn(ProcurementCase now) => now.State == CaseState.Chosen && now.Attempt == command.Attempt && now.Steps is [.., { Act: CaseAct.Withdrawn }];
    }
}
