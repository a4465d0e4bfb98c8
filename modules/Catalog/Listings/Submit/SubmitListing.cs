using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>Hands a listing in for review. All answers must be right; a repeat answers the same as the first time.</summary>
internal sealed record SubmitListing(string PublicId, uint Version);

/// <summary>Takes a submission back to go on writing.</summary>
internal sealed record TakeBackListing(string PublicId, uint Version);

internal sealed class SubmitListingHandler(CatalogDbContext db, CatalogueBasis basis, ListingDocuments documents, TimeProvider time)
{
    public async Task<Result> Handle(SubmitListing command, CancellationToken cancel)
    {
        var entry = await db.Entries.SingleOrDefaultAsync(e => e.PublicId == command.PublicId, cancel);
        if (entry is null)
            return Refusal.NotFound();
        if (entry.Work == WorkState.Submitted)
            return Result.Done;
        if (entry.Version != command.Version)
            return Refusal.Stale();
        var set = await basis.Set(entry.QuestionSetVersion, cancel);
        if (set.Version != (await basis.OpenSet(cancel)).Version)
            return Refusal.Conflict("older-question-set", "質問票が新しくなりました。掲載の画面から新しい質問票に移り、内容を確認してから申請してください。");
        if (set.Validate(entry.Kind, entry.Answers, (await basis.Categories(cancel)).Leaves) is { Count: > 0 } missing)
            return Result.No([.. missing]);
        if (await SoftwareStandsInTheWay(entry, cancel) is { } obstacle)
            return obstacle;
        if (await documents.Obstacle(entry, cancel) is { } unscanned)
            return unscanned;
        var now = time.GetUtcNow();
        if (entry.Submit(now) is { Ok: false } refused)
            return refused;
        db.Reviews.Add(Review.Of(entry, db.Actor.PersonName, now));
        return await db.Save(cancel);
    }

    public async Task<Result> Handle(TakeBackListing command, CancellationToken cancel)
    {
        var entry = await db.Entries.SingleOrDefaultAsync(e => e.PublicId == command.PublicId, cancel);
        if (entry is null)
            return Refusal.NotFound();
        if (entry.Work == WorkState.Draft)
            return Result.Done;
        if (entry.Version != command.Version)
            return Refusal.Stale();
        var now = time.GetUtcNow();
        if (entry.TakeBack(now) is { Ok: false } refused)
            return refused;
        foreach (var pending in await db.Reviews.Where(r => r.EntryId == entry.Id && r.Decision == ReviewDecision.Pending).ToListAsync(cancel))
            pending.TakeBack(now);
        return await db.Save(cancel);
    }

    /// <summary>An offer needs a published software, or an own one that is under review as well.</summary>
    private async Task<Refusal?> SoftwareStandsInTheWay(Entry offer, CancellationToken cancel)
    {
        if (offer.SoftwareId is not { } id)
            return null;
        var software = await db.Entries.IgnoreQueryFilters().AsNoTracking().SingleAsync(e => e.Id == id, cancel);
        if (software.Live == LiveState.Published || (software.OwnerId == offer.OwnerId && software.Work == WorkState.Submitted && software.Live != LiveState.Suspended))
            return null;
        return software.OwnerId == offer.OwnerId
            ? Refusal.Conflict("software-not-submitted", "販売するソフトウェア「{0}」がまだ申請されていません。先にソフトウェアを申請してください。", software.Title)
            : Refusal.Conflict("software-not-published", "販売するソフトウェア「{0}」は公開されていないため、申請できません。登録開発者へお問い合わせください。", software.Title);
    }
}
