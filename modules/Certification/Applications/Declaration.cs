using Marketplace.Shared;

namespace Marketplace.Certification;

/// <summary>What a vendor declares (誓約・申告). Immutable: saving replaces it whole. Sources: japan-procurement.md sections 1.2 and 4.</summary>
/// <param name="NoOrganisedCrime">反社会的勢力でなく、関係もないことの誓約.</param>
/// <param name="NotBarred">国・地方公共団体の指名停止を受けていないこと.</param>
/// <param name="ProtectsPersonalData">個人情報の保護に関する法律を守り、取扱いの規程を持つこと.</param>
/// <param name="AcceptsAgreement">基本契約への同意.</param>
/// <param name="HasQualification">全省庁統一資格を持つか; null until answered. It is not a condition: municipalities have qualifications of their own.</param>
/// <param name="QualificationNumber">業者コード of that qualification, or "".</param>
internal sealed record Declaration(bool NoOrganisedCrime, bool NotBarred, bool ProtectsPersonalData, bool AcceptsAgreement, bool? HasQualification, string QualificationNumber)
{
    private const int LongestNumber = 30;

    public static readonly Declaration Empty = new(false, false, false, false, null, "");

    public bool IsComplete => NoOrganisedCrime && NotBarred && ProtectsPersonalData && AcceptsAgreement && HasQualification is not null && (HasQualification == false || QualificationNumber.Length > 0);

    public bool IsEmpty => this == Empty;

    public Declaration Clean() => this with { QualificationNumber = HasQualification == true ? Typed.Code(QualificationNumber) : "" };

    public IEnumerable<Refusal> Check()
    {
        if (QualificationNumber.Length > LongestNumber)
            yield return Refusal.Invalid("Input.QualificationNumber", "qualification-number", "業者コードは{0}文字以内で入力してください。", LongestNumber);
    }
}
