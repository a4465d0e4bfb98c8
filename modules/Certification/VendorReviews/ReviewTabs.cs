using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Certification;

/// <summary>The operator's review desks; the first belongs to the catalogue.</summary>
internal sealed class ReviewTabs(CertificationDbContext db, Texts t, TimeProvider time)
{
    public async Task<IReadOnlyList<Tab>> Of(string current, CancellationToken cancel)
    {
        var soon = time.JapanToday().AddDays(Expiry.SoonDays);
        return
        [
            new(t["掲載の審査"], "/reviews"),
            new(t["事業者の審査"], "/reviews/vendors", string.Equals(current, "vendors", StringComparison.Ordinal), await db.Waiting().LongCountAsync(cancel)),
            new(t["証明書の期限"], "/reviews/expiring", string.Equals(current, "expiring", StringComparison.Ordinal), await db.NeedRenewal(soon).LongCountAsync(cancel)),
        ];
    }
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
