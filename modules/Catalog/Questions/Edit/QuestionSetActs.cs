using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>Changes the draft that the operator has opened; one draft at a time.</summary>
/// <param name="Version">Of the draft as read, so that two operators do not overwrite each other.</param>
internal sealed record EditDraft(uint Version, DraftChange Change);

/// <summary>From draft to open to retired.</summary>
internal sealed class QuestionSetActs(CatalogDbContext db, CatalogueBasis basis, TimeProvider time)
{
    /// <summary>Begins a draft that is as the open set, or as another one; where there is a draft already, that one goes on.</summary>
    public async Task<Result> MakeDraft(QuestionSet? start, CancellationToken cancel)
    {
        if (await db.QuestionSets.AnyAsync(s => s.State == QuestionSetState.Draft, cancel))
            return Result.Done;
        start ??= await basis.OpenSet(cancel);
        db.QuestionSets.Add(QuestionSetVersion.Begun(start, await db.QuestionSets.MaxAsync(s => s.Number, cancel) + 1, db.Actor.PersonName, time.GetUtcNow()));
        var saved = await db.Save(cancel);
        // Somebody else began it in the same moment.
        return saved.Ok || saved.Refusals[0].Code == "already-done" ? Result.Done : saved;
    }

    public async Task<Result> Edit(EditDraft command, CancellationToken cancel)
    {
        if (await Draft(cancel) is not { } draft)
            return Refusal.NotFound();
        var changed = command.Change.Apply(draft.Set(), await Rules(cancel));
        if (!changed.Ok)
            return Result.No([.. changed.Refusals]);
        if (draft.Rewrite(changed.Value, db.Actor.PersonName, time.GetUtcNow()) is { Ok: false } refused)
            return refused;
        db.Expect(draft, command.Version);
        return await db.Save(cancel);
    }

    public async Task<Result> Discard(uint version, CancellationToken cancel)
    {
        if (await Draft(cancel) is not { } draft)
            return Result.Done;
        db.Expect(draft, version);
        db.QuestionSets.Remove(draft);
        return await db.Save(cancel);
    }

    /// <summary>Opens the draft and retires the set before it, in one commit. The number says which draft was meant: a repeat answers as the first time.</summary>
    public async Task<Result> Open(int number, uint version, CancellationToken cancel)
    {
        if (await db.QuestionSets.SingleOrDefaultAsync(s => s.Number == number, cancel) is not { } draft)
            return Refusal.NotFound();
        if (draft.State != QuestionSetState.Draft)
            return draft.State == QuestionSetState.Open ? Result.Done : Refusal.NotFound();
        if (draft.Version != version)
            return Refusal.Stale();
        if ((await Rules(cancel)).Check(draft.Set()) is { Count: > 0 } faults)
            return Refusal.Conflict("question-set-faults", "直すところが{0}か所あるため、公開できません。下書きの画面で確かめてください。", faults.Count);
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var open in await db.QuestionSets.Where(s => s.State == QuestionSetState.Open).ToListAsync(cancel))
            open.Retire(now);
        // First the old one, because the database lets one be open at a time.
        if (await db.Save(cancel) is { Ok: false } clash)
            return clash;
        db.Expect(draft, version);
        if (draft.Open(db.Actor.PersonName, now) is { Ok: false } refused)
            return refused;
        db.Publish(new QuestionSetOpened(number));
        var saved = await db.Save(cancel);
        if (!saved.Ok)
            return saved;
        await transaction.CommitAsync(cancel);
        basis.Forget();
        return Result.Done;
    }

    private async Task<QuestionSetRules> Rules(CancellationToken cancel) => new(await basis.Sets(cancel));

    private Task<QuestionSetVersion?> Draft(CancellationToken cancel) => db.QuestionSets.SingleOrDefaultAsync(s => s.State == QuestionSetState.Draft, cancel);
}

/// <summary>This replica asks anew at once which set is open; others do within seconds.</summary>
internal sealed class FollowQuestionSet(CatalogueBasis basis) : IHandle<QuestionSetOpened>
{
    public Task Handle(QuestionSetOpened happened, CancellationToken cancel)
    {
        basis.Forget();
        return Task.CompletedTask;
    }
}
