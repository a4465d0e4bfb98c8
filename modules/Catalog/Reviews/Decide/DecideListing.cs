using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>A reviewer's decision on what is under review.</summary>
/// <param name="Version">Of the entry as the reviewer saw it; whoever decides second is told that it is stale.</param>
/// <param name="Comments">By question id; under "" on the whole. Returning needs at least one.</param>
internal sealed record DecideListing(string PublicId, uint Version, bool Approve, IReadOnlyDictionary<string, string> Comments);

internal sealed class DecideListingHandler(CatalogDbContext db, CatalogueBasis basis, Publisher publisher, ICertification certification, ListingDocuments documents, TimeProvider time)
{
    /// <summary>Longest comment, in UTF-16 units.</summary>
    public const int LongestComment = 1000;

    public Task<Result> Handle(DecideListing command, CancellationToken cancel) => publisher.Together(async () =>
    {
        var entry = await db.Entries.SingleOrDefaultAsync(e => e.PublicId == command.PublicId, cancel);
        var review = entry is null ? null : await db.Reviews.SingleOrDefaultAsync(r => r.EntryId == entry.Id && r.Submission == entry.Submissions, cancel);
        if (entry is null || review is null)
            return Refusal.NotFound();
        var decision = command.Approve ? ReviewDecision.Approved : ReviewDecision.Returned;
        if (review.Decision == decision && review.ReviewerId == db.Actor.PersonId && entry.Work != WorkState.Submitted)
            return Array.Empty<Guid>();
        if (entry.Version != command.Version)
            return Refusal.Stale();
        var comments = Comments(command, await basis.Set(entry.QuestionSetVersion, cancel));
        if (await Obstacle(command, entry, comments, cancel) is { } obstacle)
            return obstacle;
        var now = time.GetUtcNow();
        if (command.Approve)
        {
            var version = entry.Approve(db.Actor.PersonName, now);
            if (!version.Ok)
                return Result<IReadOnlyCollection<Guid>>.No(version.Refusals);
            db.EntryVersions.Add(version.Value);
            await documents.Publish(entry, now, cancel);
        }
        else if (entry.Return(now) is { Ok: false } refused)
        {
            return Result<IReadOnlyCollection<Guid>>.No(refused.Refusals);
        }

        review.Decide(decision, comments, db.Actor, now);
        var saved = await db.Save(cancel);
        if (!saved.Ok)
            return Result<IReadOnlyCollection<Guid>>.No(saved.Refusals);
        return command.Approve ? await publisher.OffersShowing(entry, cancel) : Array.Empty<Guid>();
    }, cancel);

    private static Dictionary<string, string> Comments(DecideListing command, QuestionSet set) => command.Comments
        .Select(c => (c.Key, Text: AnswerForm.Clean(c.Value)))
        .Where(c => c.Text.Length > 0 && (c.Key.Length == 0 || set.Find(c.Key) is not null))
        .ToDictionary(c => c.Key, c => c.Text, StringComparer.Ordinal);

    private async Task<Refusal?> Obstacle(DecideListing command, Entry entry, Dictionary<string, string> comments, CancellationToken cancel)
    {
        if (comments.FirstOrDefault(c => c.Value.Length > LongestComment) is { Value: not null } tooLong)
            return Refusal.Invalid($"comments[{tooLong.Key}]", "too-long", "コメントは{0}文字以内で入力してください。", LongestComment);
        if (!command.Approve)
            return comments.Count > 0 ? null : Refusal.Invalid("comments[]", "comment-required", "差し戻すときは、どの質問をどう直せばよいか、1つ以上コメントを入力してください。");
        if (!(await certification.Standing(entry.OwnerId, cancel)).Certified)
            return Refusal.Conflict("vendor-not-certified", "この事業者はまだ認証されていないため、掲載を承認できません。先に事業者の審査を終えてください。");
        if (await documents.Obstacle(entry, cancel) is { } unscanned)
            return unscanned;
        if (entry.SoftwareId is not { } id)
            return null;
        var software = await db.Entries.AsNoTracking().SingleAsync(e => e.Id == id, cancel);
        return software.Live == LiveState.Published ? null
            : Refusal.Conflict("software-not-published", "このサービスが販売するソフトウェア「{0}」がまだ公開されていません。先にソフトウェアを承認してください。", software.Title);
    }
}
