using Marketplace.Shared;

namespace Marketplace.Certification;

/// <summary>The kinds of proof in the office's words, and how long they usually last (japan-procurement.md section 4).</summary>
internal static class ProofKinds
{
    /// <summary>Japanese name; key of its English twin.</summary>
    public static string Name(this ProofKind kind) => kind switch
    {
        ProofKind.Ismap => "ISMAP",
        ProofKind.IsmapLiu => "ISMAP-LIU",
        ProofKind.Iso27001 => "ISMS（ISO/IEC 27001）",
        ProofKind.Iso27017 => "ISO/IEC 27017",
        ProofKind.Iso27018 => "ISO/IEC 27018",
        ProofKind.PrivacyMark => "プライバシーマーク",
        ProofKind.Soc2 => "SOC 2 Type II",
        ProofKind.GBizIdPrime => "GビズIDプライム",
        ProofKind.UnifiedQualification => "全省庁統一資格",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Hint(this ProofKind kind) => kind switch
    {
        ProofKind.Ismap => "政府情報システムのためのセキュリティ評価制度に登録されたクラウドサービス",
        ProofKind.IsmapLiu => "リスクの小さい業務のSaaS向けの仕組みに登録されたサービス",
        ProofKind.Iso27001 => "情報セキュリティマネジメントシステムの認証",
        ProofKind.Iso27017 => "クラウドサービスの情報セキュリティ管理（ISO/IEC 27001に加えて取得）",
        ProofKind.Iso27018 => "クラウドでの個人情報の保護（ISO/IEC 27001に加えて取得）",
        ProofKind.PrivacyMark => "法人全体の個人情報保護の認証",
        ProofKind.Soc2 => "監査法人の報告書の対象期間",
        ProofKind.GBizIdPrime => "法人代表者のGビズIDアカウント",
        ProofKind.UnifiedQualification => "国の機関の競争参加資格",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Months for which such a proof is issued at most, as far as known; null: not known or differs.</summary>
    private static int? UsualMonths(ProofKind kind) => kind switch
    {
        ProofKind.PrivacyMark => 24,
        ProofKind.Iso27001 or ProofKind.Iso27017 or ProofKind.Iso27018 or ProofKind.UnifiedQualification => 36,
        ProofKind.GBizIdPrime => 27,
        _ => null,
    };

    /// <summary>A doubt about the dates, never a refusal: the certificate counts, not our rule of thumb.</summary>
    public static (string Text, object[] Args)? Doubt(ProofKind kind, DateOnly from, DateOnly expires) =>
        UsualMonths(kind) is { } months && expires >= from.AddMonths(months).AddDays(1)
            ? ("有効期間が、この種類でふつうの長さ（{0}か月）を超えています。証明書の日付を確かめてください。", [months])
            : null;
}
