namespace Marketplace.Shared;

/// <summary>Kinds of proof a vendor can hold. Validity rules: japan-procurement.md section 4.</summary>
public enum ProofKind
{
    /// <summary>政府情報システムのためのセキュリティ評価制度.</summary>
    Ismap,

    /// <summary>ISMAP for low-impact SaaS.</summary>
    IsmapLiu,

    /// <summary>ISO/IEC 27001 (ISMS); three years.</summary>
    Iso27001,

    /// <summary>ISO/IEC 27017, cloud controls, on top of 27001.</summary>
    Iso27017,

    /// <summary>ISO/IEC 27018, personal data in clouds, on top of 27001.</summary>
    Iso27018,

    /// <summary>プライバシーマーク; two years, whole legal entity.</summary>
    PrivacyMark,

    /// <summary>SOC 2 Type II report.</summary>
    Soc2,

    /// <summary>GビズID プライム; two years and three months from 2026-07.</summary>
    GBizIdPrime,

    /// <summary>全省庁統一資格; to the end of its three-year block.</summary>
    UnifiedQualification,
}

/// <summary>A proof as shown and judged. Valid on both its first and last day, Japan time.</summary>
public sealed record ProofView(ProofKind Kind, string Number, string Issuer, string Scope, DateOnly ValidFrom, DateOnly Expires)
{
    public bool ValidOn(DateOnly day) => day >= ValidFrom && day <= Expires;

    /// <summary>Whether this kind proves information security; one valid proof of this sort is needed to contract.</summary>
    public bool ProvesSecurity => Kind is ProofKind.Ismap or ProofKind.IsmapLiu or ProofKind.Iso27001 or ProofKind.PrivacyMark or ProofKind.Soc2;
}

/// <summary>How a vendor stands today.</summary>
public sealed record VendorStanding(Guid VendorId, bool Certified, IReadOnlyList<ProofView> Proofs)
{
    /// <summary>Why nobody may contract with this vendor on that day: not certified, or no information-security proof is valid any more. Null: they may.</summary>
    public Refusal? WhyNot(DateOnly day) =>
        !Certified ? Refusal.Conflict("not-certified", "この事業者はまだ認証されていないため、契約や申込みの相手にできません。")
        : !ProvesSecurityOn(day) ? Refusal.Conflict("proof-expired", "この事業者の情報セキュリティの認証（ISMAP、ISMS、Pマーク等）は有効期限が切れているため、契約や申込みの相手にできません。更新後にもう一度お試しください。")
        : null;

    /// <summary>At least one proof of information security (ISMAP, ISMS, Pマーク …) is valid on that day.</summary>
    public bool ProvesSecurityOn(DateOnly day) => Proofs.Any(p => p.ProvesSecurity && p.ValidOn(day));
}

/// <summary>Reads vendors' standing.</summary>
public interface ICertification
{
    /// <summary>The standing of a vendor; not certified and without proofs if it is unknown.</summary>
    Task<VendorStanding> Standing(Guid vendorId, CancellationToken cancel);

    /// <summary>The standing of each vendor asked for, in one read.</summary>
    Task<IReadOnlyDictionary<Guid, VendorStanding>> Standings(IReadOnlyCollection<Guid> vendorIds, CancellationToken cancel);
}

/// <summary>A vendor's standing changed: it was certified or suspended, or its proofs changed. Carries the whole new standing.</summary>
/// <param name="Version">Grows with each change of that vendor; an older one that arrives late is ignored.</param>
public sealed record VendorStandingChanged(Guid VendorId, bool Certified, IReadOnlyList<ProofView> Proofs, long Version) : IEvent;
