using Marketplace.Shared;

namespace Marketplace.Certification;

/// <summary>What the operator thinks of a proof.</summary>
internal enum ProofReview
{
    /// <summary>確認待ち: counts, and waits for a look at the certificate; for a certified vendor after the fact.</summary>
    Unconfirmed,

    /// <summary>確認済.</summary>
    Confirmed,

    /// <summary>抹消: does not count any more; the vendor sees why.</summary>
    StruckOut,
}

/// <summary>What a vendor enters of a certificate.</summary>
/// <param name="Expires">Last valid day, not before <paramref name="ValidFrom"/>.</param>
internal sealed record ProofFacts(ProofKind Kind, string Number, string Issuer, string Scope, DateOnly ValidFrom, DateOnly Expires);

/// <summary>A proof that a vendor holds (証明書): ISMAP, ISMS, Pマーク and so on, with number, issuer, scope and validity.</summary>
internal sealed class Proof : Entity
{
    private Proof()
    {
    }

    public Guid VendorId { get; private init; }
    public ProofKind Kind { get; private set; }
    public string Number { get; private set; } = "";
    public string Issuer { get; private set; } = "";
    public string Scope { get; private set; } = "";
    public DateOnly ValidFrom { get; private set; }
    public DateOnly Expires { get; private set; }
    public ProofReview Review { get; private set; }

    /// <summary>Why it was struck out.</summary>
    public string ReviewNote { get; private set; } = "";
    public DateTimeOffset ChangedAt { get; private set; }

    public bool IsStruckOut => Review == ProofReview.StruckOut;

    public bool ProvesSecurity => View().ProvesSecurity;

    public static Proof Of(Guid id, Guid vendorId, ProofFacts facts, DateTimeOffset now)
    {
        var proof = new Proof { Id = id, VendorId = vendorId };
        proof.Take(facts, now);
        return proof;
    }

    /// <summary>A changed certificate must be looked at again; a struck-out one stays struck out.</summary>
    public Result Change(ProofFacts facts, DateTimeOffset now)
    {
        if (IsStruckOut)
            return Refusal.Conflict("struck-out", "抹消された証明書は変更できません。正しい内容の証明書を新しく登録してください。");
        if (facts != Facts())
            Take(facts, now);
        return Result.Done;
    }

    public void Confirm() => (Review, ReviewNote) = (ProofReview.Confirmed, "");

    public void StrikeOut(string reason) => (Review, ReviewNote) = (ProofReview.StruckOut, reason);

    public ProofFacts Facts() => new(Kind, Number, Issuer, Scope, ValidFrom, Expires);

    public ProofView View() => new(Kind, Number, Issuer, Scope, ValidFrom, Expires);

    public SubmittedProof AsSubmitted() => new(PublicId, Kind, Number, Issuer, Scope, ValidFrom, Expires);

    /// <summary>"ISMAP 1234", for histories and lists.</summary>
    public string Title() => $"{Kind.Name()} {Number}";

    /// <summary>Whether another proof of the same kind takes over after this one.</summary>
    public bool IsRenewedBy(Proof other) => other.Id != Id && other.Kind == Kind && !other.IsStruckOut && other.Expires > Expires;

    /// <summary>The proofs that count, as others see them.</summary>
    public static IReadOnlyList<ProofView> Views(IEnumerable<Proof> proofs) =>
        [.. proofs.Where(p => !p.IsStruckOut).OrderBy(p => p.Kind).ThenByDescending(p => p.Expires).Select(p => p.View())];

    private void Take(ProofFacts facts, DateTimeOffset now)
    {
        (Kind, Number, Issuer, Scope, ValidFrom, Expires) = (facts.Kind, facts.Number, facts.Issuer, facts.Scope, facts.ValidFrom, facts.Expires);
        (Review, ChangedAt) = (ProofReview.Unconfirmed, now);
    }
}
