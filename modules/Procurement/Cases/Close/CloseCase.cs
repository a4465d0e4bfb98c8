using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>終了: 取りやめ or 該当なし.</summary>
internal sealed record CloseCase(string PublicId, uint Version, bool NoneSuitable, string Reason);

internal sealed class CloseCaseHandler(ProcurementDbContext db, TimeProvider time)
{
    public async Task<Result> Handle(CloseCase command, CancellationToken cancel)
    {
        if (await db.FindCase(command.PublicId, cancel) is not { } found)
            return Refusal.NotFound();
        if (Closed(found))
            return Result.Done;
        db.Expect(found, command.Version);
        var held = found.HeldAt is not null;
        var closed = found.Close(command.NoneSuitable, command.Reason, db.Actor, time.GetUtcNow());
        if (!closed.Ok)
            return closed;
        if (held)
            db.Publish(new ApprovalDropped(found.Id, found.Attempt, db.Actor.PersonName));
        return await db.SaveMove(command.PublicId, Closed, cancel);

        bool Closed(ProcurementCase now) => now.State == (command.NoneSuitable ? CaseState.NoneSuitable : CaseState.Cancelled);
    }
}
