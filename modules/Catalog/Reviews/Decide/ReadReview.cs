using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>One question under review.</summary>
/// <param name="Now">The answer in words; empty for none.</param>
/// <param name="Differences">From the earlier answer to this one; null when there is nothing earlier to compare with or nothing changed.</param>
/// <param name="EarlierComment">What the reviewer wrote on it the last time.</param>
internal sealed record ReviewedAnswer(Question Question, string Now, string Before, IReadOnlyList<DiffPart>? Differences, string? EarlierComment);

/// <param name="Earlier">What the answers are compared with: "差し戻した申請", "公開中の版"; null for a first submission.</param>
/// <param name="NextPublicId">The listing that waits longest among the others; null when the queue is empty.</param>
internal sealed record ReviewView(
    ListingView Listing, string VendorName, bool VendorCertified, IReadOnlyList<(QuestionSection Section, IReadOnlyList<ReviewedAnswer> Answers)> Sections,
    EarlierAnswers? Earlier, int Changed, string? EarlierRemark, string? NextPublicId);

internal enum EarlierAnswers
{
    /// <summary>The submission that was returned.</summary>
    Returned,

    /// <summary>The version that is published.</summary>
    Published,
}

internal sealed class ReadReview(CatalogDbContext db, ReadListing listings, IOrganisations organisations, ICertification certification, Texts t)
{
    public async Task<ReviewView?> Find(string publicId, CancellationToken cancel)
    {
        if (await listings.Find(publicId, cancel) is not { } listing)
            return null;
        var entry = listing.Entry;
        var returned = listing.Reviews.FirstOrDefault(r => r.Decision == ReviewDecision.Returned);
        var approved = listing.Reviews.FirstOrDefault(r => r.Decision == ReviewDecision.Approved);
        // A return counts only within the present round: after an approval the published version is what to compare with.
        var last = returned is not null && returned.Submission < entry.Submissions && (approved is null || approved.Submission < returned.Submission) ? returned : null;
        var before = last?.Answers ?? await PublishedAnswers(entry, cancel);
        var sections = listing.Sections.Select(s => (s.Section, Answers: Answers(s.Section, entry, listing.Categories, before, last))).ToList();
        return new ReviewView(
            listing, (await organisations.Find(entry.OwnerId, cancel))?.Name ?? "", (await certification.Standing(entry.OwnerId, cancel)).Certified, sections,
            last is not null ? EarlierAnswers.Returned : before is not null ? EarlierAnswers.Published : null,
            sections.Sum(s => s.Answers.Count(a => a.Differences is not null)), last?.Comments.GetValueOrDefault(""), await Next(entry, cancel));
    }

    private IReadOnlyList<ReviewedAnswer> Answers(QuestionSection section, Entry entry, CategoryTree categories, JsonObject? before, Review? last) =>
        [.. section.Questions.Select(q =>
        {
            var now = AnswerText.Of(q, entry.Answers[q.Id], categories.ByCode, t);
            var then = AnswerText.Of(q, before?[q.Id], categories.ByCode, t);
            return new ReviewedAnswer(q, now, then, before is null || now == then ? null : WordDiff.Of(then, now), last?.Comments.GetValueOrDefault(q.Id));
        })];

    private async Task<JsonObject?> PublishedAnswers(Entry entry, CancellationToken cancel)
    {
        // Once approved there is nothing to compare: the working answers are the published ones.
        if (entry.Published == 0 || entry.Work == WorkState.Approved)
            return null;
        return await db.EntryVersions.AsNoTracking().Where(v => v.EntryId == entry.Id && v.Number == entry.Published).Select(v => v.Answers).SingleAsync(cancel);
    }

    private Task<string?> Next(Entry entry, CancellationToken cancel) => db.Entries.AsNoTracking()
        .Where(e => e.Work == WorkState.Submitted && e.Id != entry.Id).OrderBy(e => e.SubmittedAt).ThenByDescending(e => e.Kind).Select(e => (string?)e.PublicId).FirstOrDefaultAsync(cancel);
}
