using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>差戻し by the approver.</summary>
internal sealed record ReturnCase(string PublicId, uint Version, string Comment);

internal sealed class ReturnCaseHandler(ProcurementDbContext db, TimeProvider time)
{
    public async Task<Result> Handle(ReturnCase command, CancellationToken cancel)
    {
        if (await db.FindCase(command.PublicId, cancel) is not { } found)
            return Refusal.NotFound();
        if (WasReturned(found, command.Comment))
            return Result.Done;
        db.Expect(found, command.Version);
        var returned = found.Return(command.Comment, db.Actor, time.GetUtcNow());
        if (!returned.Ok)
            return returned;
        db.Publish(new ApprovalDropped(found.Id, found.Attempt, db.Actor.PersonName));
        return await db.SaveMove(command.PublicId, now => WasReturned(now, command.Comment), cancel);
    }

    private bool WasReturned(ProcurementCase now, string comment) => now.State == CaseState.Returned
        && now.Steps.LastOrDefault(s => s.Act == CaseAct.Returned) is { } step && step.PersonId == db.Actor.PersonId && step.Comment == comment;
}
