using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Catalog;

/// <summary>Submissions and decisions in words, newest first.</summary>
internal static class ListingHistory
{
    public static IReadOnlyList<HistoryItem> Of(IReadOnlyList<Review> reviews, Texts t) => [.. reviews.SelectMany(r => Of(r, t)).OrderByDescending(h => h.When)];

    private static IEnumerable<HistoryItem> Of(Review review, Texts t)
    {
        if (review.DecidedAt is { } decidedAt)
        {
            yield return review.Decision switch
            {
                ReviewDecision.Approved => new HistoryItem(decidedAt, t["運営者"], t["承認して公開しました。"]),
                ReviewDecision.Returned => new HistoryItem(decidedAt, t["運営者"], t["差し戻しました（コメント{0}件）。", review.Comments.Count], review.Comments.GetValueOrDefault("")),
                _ => new HistoryItem(decidedAt, review.SubmittedBy, t["申請を取り戻しました。"]),
            };
        }

        yield return new HistoryItem(review.SubmittedAt, review.SubmittedBy, t["審査を申請しました（{0}回目）。", review.Submission]);
    }
}
