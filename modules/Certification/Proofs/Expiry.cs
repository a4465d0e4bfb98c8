namespace Marketplace.Certification;

internal static class Expiry
{
    /// <summary>From this many days before its last day on a proof is said to run out: time enough for most renewals.</summary>
    public const int SoonDays = 90;

    /// <summary>The proofs that need renewing: lapsed or running out, not struck out, and no later one of the same kind is there.</summary>
    public static IEnumerable<Proof> NeedsRenewal(IReadOnlyCollection<Proof> ofVendor, DateOnly today) =>
        ofVendor.Where(p => !p.IsStruckOut && p.Expires <= today.AddDays(SoonDays) && !ofVendor.Any(p.IsRenewedBy)).OrderBy(p => p.Expires);
}
