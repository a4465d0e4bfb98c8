using Marketplace.Shared;

namespace Marketplace.Catalog.Browse;

/// <summary>Proofs as clerks call them.</summary>
internal static class ProofNames
{
    public static string Of(ProofKind kind, Texts t) => kind switch
    {
        ProofKind.Ismap => "ISMAP",
        ProofKind.IsmapLiu => "ISMAP-LIU",
        ProofKind.Iso27001 => t["ISMS（ISO/IEC 27001）"],
        ProofKind.Iso27017 => "ISO/IEC 27017",
        ProofKind.Iso27018 => "ISO/IEC 27018",
        ProofKind.PrivacyMark => t["プライバシーマーク"],
        ProofKind.Soc2 => "SOC 2 Type II",
        ProofKind.GBizIdPrime => t["GビズIDプライム"],
        ProofKind.UnifiedQualification => t["全省庁統一資格"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of proof."),
    };
}
