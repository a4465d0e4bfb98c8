using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>選定.</summary>
internal sealed record ChooseCandidate(string PublicId, uint Version, Choice Choice);

internal sealed class ChooseCandidateHandler(ProcurementDbContext db, SmallAmounts smallAmounts, TimeProvider time)
{
    public async Task<Result> Handle(ChooseCandidate command, CancellationToken cancel)
    {
        if (await db.FindCase(command.PublicId, cancel) is not { } found)
            return Refusal.NotFound();
        if (AlreadyDone(found, command.Choice))
            return Result.Done;
        db.Expect(found, command.Version);
        if (found.MayChoose && await smallAmounts.Fault(found, command.Choice, cancel) is { } tooMuch)
            return tooMuch;
        var chosen = found.Choose(command.Choice, db.Actor, time.GetUtcNow());
        return chosen.Ok ? await db.SaveMove(command.PublicId, now => AlreadyDone(now, command.Choice), cancel) : chosen;
    }

    private static bool AlreadyDone(ProcurementCase now, Choice choice) =>
        now.State == CaseState.Chosen && now.ChosenPosition == choice.Position && now.ChoiceReason == choice.Reason && now.Method == choice.Method
        && now.Ground == choice.Ground && now.MethodReason == choice.MethodReason && now.Category == choice.Category
        && now.Others.SequenceEqual(choice.Others.Where(o => o.Reason.Length > 0 && o.Position != choice.Position));
}
