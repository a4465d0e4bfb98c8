using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Certification;

internal sealed class ReviewDesks(CertificationDbContext db, Texts t, TimeProvider time) : IReviewDesks
{
    public async Task<IReadOnlyList<ReviewDesk>> For(Actor actor, CancellationToken cancel) => !actor.May(Act.ReadReviews) ? [] :
    [
        new(2, t["事業者の審査"], "/reviews/vendors", await db.Waiting().LongCountAsync(cancel)),
        new(3, t["証明書の期限"], "/reviews/expiring", await db.NeedRenewal(time.JapanToday().AddDays(Expiry.SoonDays)).LongCountAsync(cancel)),
    ];
}

internal static class ReviewQueries
{
    /// <summary>Applications that wait for a decision.</summary>
    public static IQueryable<VendorApplication> Waiting(this CertificationDbContext db) => db.Applications.Where(a => a.State == ApplicationState.Submitted);

    /// <summary>Proofs of certified or suspended vendors that changed and wait for a look.</summary>
    public static IQueryable<Proof> Unconfirmed(this CertificationDbContext db) =>
        from proof in db.Proofs
        join application in db.Applications on proof.VendorId equals application.Id
        where proof.Review == ProofReview.Unconfirmed && (application.State == ApplicationState.Certified || application.State == ApplicationState.Suspended)
        select proof;

    /// <summary>Proofs of certified or suspended vendors whose last day is on or before <paramref name="last"/> and that no later one of the same kind renews.</summary>
    public static IQueryable<Proof> NeedRenewal(this CertificationDbContext db, DateOnly last) =>
        from proof in db.Proofs
        join application in db.Applications on proof.VendorId equals application.Id
        where proof.Review != ProofReview.StruckOut && proof.Expires <= last && (application.State == ApplicationState.Certified || application.State == ApplicationState.Suspended)
            && !db.Proofs.Any(other => other.VendorId == proof.VendorId && other.Kind == proof.Kind && other.Review != ProofReview.StruckOut && other.Expires > proof.Expires)
        select proof;
}
