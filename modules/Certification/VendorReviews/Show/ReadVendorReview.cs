using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Certification;

/// <summary>An answer beside the one of the former submission.</summary>
/// <param name="Before">Null when there is no former submission.</param>
/// <param name="FormerComment">What the reviewer wrote on it at the last return, or null.</param>
internal sealed record ReviewedAnswer(Question Question, string Now, string? Before, string? FormerComment)
{
    public bool Changed => Before is not null && !string.Equals(Before, Now, StringComparison.Ordinal);
}

/// <summary>A proof beside the one of the former submission. <paramref name="Now"/> null: it was removed since.</summary>
internal sealed record ReviewedProof(string Id, SubmittedProof? Now, SubmittedProof? Before, Proof? Stored, string? FormerComment)
{
    public SubmittedProof Shown => Now ?? Before!;
    public bool Removed => Now is null;
}

/// <summary>All that a reviewer sees of one vendor.</summary>
/// <param name="HasFormer">There is a former submission to compare with.</param>
/// <param name="MissingProof">No information-security proof is valid today.</param>
internal sealed record VendorReview(
    VendorApplication Application, bool HasFormer, IReadOnlyList<(Section Section, IReadOnlyList<ReviewedAnswer> Answers)> Sections, IReadOnlyList<ReviewedProof> Proofs,
    IReadOnlyDictionary<string, string> FormerComments, IReadOnlyList<HistoryLine> History, bool MissingProof, ApplicationContent Content)
{
    public int Changes => Sections.Sum(s => s.Answers.Count(a => a.Changed)) + (HasFormer ? Proofs.Count(p => p.Now != p.Before) : 0);
}

internal sealed class ReadVendorReviewHandler(CertificationDbContext db, TimeProvider time)
{
    /// <summary>Null when there is no such vendor or it has never submitted: a draft is nobody else's business.</summary>
    public async Task<VendorReview?> Handle(string publicId, CancellationToken cancel)
    {
        var application = await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.PublicId == publicId && a.Submissions > 0, cancel);
        if (application is null)
            return null;
        var submissions = await db.Submissions.AsNoTracking().Where(s => s.VendorId == application.Id && s.Number > application.Submissions - 2).OrderByDescending(s => s.Number).ToListAsync(cancel);
        var stored = await db.Proofs.AsNoTracking().Where(p => p.VendorId == application.Id).OrderBy(p => p.Kind).ThenByDescending(p => p.Expires).ToListAsync(cancel);
        // Under review: the submission against the one before. Afterwards: the present data against what was certified.
        var (content, former) = application.IsPublic ? (application.Content(stored), submissions[0]) : (submissions[0].Content, submissions.ElementAtOrDefault(1));
        var comments = (application.State == ApplicationState.Returned ? submissions[0] : former)?.Comments ?? new Dictionary<string, string>(StringComparer.Ordinal);
        var history = await db.History.AsNoTracking().Where(h => h.VendorId == application.Id).OrderByDescending(h => h.At).Take(100).ToListAsync(cancel);
        return new VendorReview(application, former is not null,
            [.. Questions.Sections.Select(s => (s, (IReadOnlyList<ReviewedAnswer>)[.. s.Questions.Select(q => new ReviewedAnswer(q, q.Answer(content), former is null ? null : q.Answer(former.Content), comments.GetValueOrDefault(q.Key)))]))],
            [.. Compare(content.Proofs, former?.Content.Proofs ?? [], stored, comments)],
            comments, history, !Submitting.HasSecurityProof(stored, time.JapanToday()), content);
    }

    private static IEnumerable<ReviewedProof> Compare(IReadOnlyList<SubmittedProof> now, IReadOnlyList<SubmittedProof> before, List<Proof> stored, IReadOnlyDictionary<string, string> comments)
    {
        foreach (var proof in now)
            yield return Row(proof.Id, proof, before.FirstOrDefault(b => b.Id == proof.Id));
        foreach (var gone in before.Where(b => now.All(n => n.Id != b.Id)))
            yield return Row(gone.Id, null, gone);

        ReviewedProof Row(string id, SubmittedProof? current, SubmittedProof? former) =>
            new(id, current, former, stored.FirstOrDefault(p => p.PublicId == id), comments.GetValueOrDefault(Questions.ProofKey(id)));
    }
}
