using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>修正: changes a case's facts before the lock.</summary>
internal sealed record ReviseCase(string PublicId, uint Version, CaseFacts Facts);

internal sealed class ReviseCaseHandler(ProcurementDbContext db, BudgetLines lines, TimeProvider time)
{
    public async Task<Result> Handle(ReviseCase command, CancellationToken cancel)
    {
        if (await db.FindCase(command.PublicId, cancel) is not { } found)
            return Refusal.NotFound();
        if (command.Facts.Check(time.JapanToday()) is { Count: > 0 } faults)
            return Result.No([.. faults]);
        var right = await lines.RightOf(command.Facts, cancel);
        if (!right.Ok)
            return Result.No([.. right.Refusals]);
        var line = await lines.NameOf(command.Facts, cancel);
        if (!line.Ok)
            return Result.No([.. line.Refusals]);
        db.Expect(found, command.Version);
        var revised = found.Revise(command.Facts, line.Value, right.Value, db.Actor, time.GetUtcNow());
        return revised.Ok ? await db.Save(cancel) : revised;
    }
}
