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
        var closed = found.Close(command.NoneSuitable, command.Reason, db.Actor, time.GetUtcNow());
        return closed.Ok ? await db.SaveMove(command.PublicId, Closed, cancel) : closed;

        bool Closed(ProcurementCase now) => now.State == (command.NoneSuitable ? CaseState.NoneSuitable : CaseState.Cancelled);
    }
}
