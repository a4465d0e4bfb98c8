using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>Copies the open set for editing; if a draft exists already, that is it.</summary>
internal sealed record StartSetDraft;

/// <summary>Puts a question into the draft in place of the one with its id, or at the end of the section.</summary>
/// <param name="Id">Of the question that is edited; null: a new one.</param>
internal sealed record PutQuestion(uint Version, string Section, string? Id, Question Question);

internal sealed record PutSection(uint Version, string? Id, EntryKind AppliesTo, string Ja, string En);

/// <param name="By">-1 up, 1 down; within its section, or a section among those of its kind.</param>
internal sealed record MoveInSet(uint Version, string Id, int By);

/// <summary>Takes a question, or an empty section, out of the draft.</summary>
internal sealed record RemoveFromSet(uint Version, string Id);

internal sealed record DropSetDraft(uint Version);

/// <summary>Opens the draft: new listings answer it, the former one is retired.</summary>
internal sealed record OpenSetDraft(uint Version);

internal sealed class QuestionSetActs(CatalogDbContext db, TimeProvider time)
{
    public async Task<Result> Handle(StartSetDraft _, CancellationToken cancel)
    {
        if (await Draft(cancel) is not null)
            return Result.Done;
        var open = await Open(cancel);
        var number = await db.QuestionSets.MaxAsync(s => s.Number, cancel) + 1;
        db.QuestionSets.Add(QuestionSetVersion.Draft((QuestionSet.Parse(open.Definition) with { Version = number }).Write()));
        // Two at once: the number is unique, and either's draft is the same.
        return await db.Save(cancel) is { Ok: false } && !await db.QuestionSets.AsNoTracking().AnyAsync(s => s.State == QuestionSetState.Draft, cancel) ? Refusal.Stale() : Result.Done;
    }

    public Task<Result> Handle(PutQuestion command, CancellationToken cancel) => Rewrite(command.Version, set =>
    {
        if (command.Id is null && set.Find(command.Question.Id) is not null)
            return Refusal.Invalid("Input.Id", "id-taken", "この記号の質問はすでにあります。別の記号にしてください。");
        return Sections(set, s => command.Id is not null && s.Questions.Any(q => q.Id == command.Id) ? s with { Questions = [.. s.Questions.Select(q => q.Id == command.Id ? command.Question with { Id = q.Id } : q)] }
            : command.Id is null && s.Id == command.Section ? s with { Questions = [.. s.Questions, command.Question] } : s);
    }, cancel);

    public Task<Result> Handle(PutSection command, CancellationToken cancel) => Rewrite(command.Version, set => command.Id is { } id
        ? Sections(set, s => s.Id == id ? s with { Ja = command.Ja, En = command.En } : s)
        : set with { Sections = [.. set.Sections, new QuestionSection($"s{set.Version}-{set.Sections.Count + 1}", command.Ja, command.En, command.AppliesTo, [])] }, cancel);

    public Task<Result> Handle(MoveInSet command, CancellationToken cancel) => Rewrite(command.Version, set => set.Sections.Any(s => s.Id == command.Id)
        ? set with { Sections = Moved(set.Sections, s => s.Id == command.Id, command.By, (a, b) => a.AppliesTo == b.AppliesTo) }
        : Sections(set, s => s with { Questions = Moved(s.Questions, q => q.Id == command.Id, command.By, (_, _) => true) }), cancel);

    public Task<Result> Handle(RemoveFromSet command, CancellationToken cancel) => Rewrite(command.Version, set =>
        QuestionSetRules.Kept.Contains(command.Id) ? Refusal.Conflict("kept-question", "質問「{0}」はこのシステムが使うため、なくせません。", set.Find(command.Id)?.Ja ?? command.Id)
        : set with { Sections = [.. set.Sections.Where(s => s.Id != command.Id || s.Questions.Count > 0).Select(s => s with { Questions = [.. s.Questions.Where(q => q.Id != command.Id)] })] }, cancel);

    public async Task<Result> Handle(DropSetDraft command, CancellationToken cancel)
    {
        if (await Draft(cancel) is not { } draft)
            return Result.Done;
        db.Expect(draft, command.Version);
        db.QuestionSets.Remove(draft);
        return await db.Save(cancel);
    }

    public async Task<Result> Handle(OpenSetDraft command, CancellationToken cancel)
    {
        if (await Draft(cancel) is not { } draft)
            return Result.Done;
        var open = await Open(cancel);
        var (set, former) = (QuestionSet.Parse(draft.Definition), QuestionSet.Parse(open.Definition));
        if (QuestionSetRules.Faults(set, former) is { Count: > 0 } faults)
            return Result.No([.. faults.Select(f => f.Refusal)]);
        if (QuestionSetRules.Differences(former, set).Count == 0 && set.Sections.SequenceEqual(former.Sections))
            return Refusal.Conflict("nothing-changed", "公開中の質問票から変わったところがありません。");
        db.Expect(draft, command.Version);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // One may be open at a time, so the former one goes first.
        open.Retire();
        if (await db.Save(cancel) is { Ok: false } stale)
            return stale;
        draft.Open(time.GetUtcNow());
        if (await db.Save(cancel) is { Ok: false } refused)
            return refused;
        await transaction.CommitAsync(cancel);
        return Result.Done;
    }

    public Task<QuestionSetVersion?> Draft(CancellationToken cancel) => db.QuestionSets.SingleOrDefaultAsync(s => s.State == QuestionSetState.Draft, cancel);

    public Task<QuestionSetVersion> Open(CancellationToken cancel) => db.QuestionSets.SingleAsync(s => s.State == QuestionSetState.Open, cancel);

    private async Task<Result> Rewrite(uint version, Func<QuestionSet, Result<QuestionSet>> change, CancellationToken cancel)
    {
        if (await Draft(cancel) is not { } draft)
            return Refusal.NotFound();
        var changed = change(QuestionSet.Parse(draft.Definition));
        if (!changed.Ok)
            return Result.No([.. changed.Refusals]);
        db.Expect(draft, version);
        return draft.Rewrite(changed.Value.Write()) is { Ok: false } refused ? refused : await db.Save(cancel);
    }

    private static QuestionSet Sections(QuestionSet set, Func<QuestionSection, QuestionSection> change) => set with { Sections = [.. set.Sections.Select(change)] };

    private static List<T> Moved<T>(IReadOnlyList<T> items, Predicate<T> which, int by, Func<T, T, bool> mayPass)
    {
        var list = items.ToList();
        var from = list.FindIndex(which);
        if (from < 0)
            return list;
        var to = from + Math.Sign(by);
        while (to >= 0 && to < list.Count && !mayPass(list[from], list[to]))
            to += Math.Sign(by);
        if (to < 0 || to >= list.Count)
            return list;
        (list[from], list[to]) = (list[to], list[from]);
        return list;
    }
}
