using System.Globalization;
using Marketplace.Shared;

namespace Marketplace.Certification;

/// <summary>A proof as it was submitted.</summary>
internal sealed record SubmittedProof(string Id, ProofKind Kind, string Number, string Issuer, string Scope, DateOnly ValidFrom, DateOnly Expires);

/// <summary>All of an application at one submission: immutable, so that the next one can be compared with it.</summary>
internal sealed record ApplicationContent(CompanyProfile Company, Declaration Declaration, IReadOnlyList<SubmittedProof> Proofs);

/// <summary>One question of the application: where it stands, what it is called, how an answer reads (Japanese, key of its English twin where it is a fixed word).</summary>
/// <param name="Key">Stable; comments are kept under it.</param>
internal sealed record Question(string Key, string Label, Func<ApplicationContent, string> Answer);

/// <summary>A section of the application: a page of its own.</summary>
internal sealed record Section(string Key, string Title, string Url, IReadOnlyList<Question> Questions);

/// <summary>The application's questions in order. Proofs are a list of their own; a comment on one is kept under <see cref="ProofKey"/>.</summary>
internal static class Questions
{
    public const string Proofs = "proofs", Whole = "whole";

    public static readonly Section Company = new("company", "事業者の情報", "/certification/company",
    [
        new("about", "事業の概要", c => c.Company.About),
        new("contact-email", "問合せ先のメールアドレス", c => c.Company.ContactEmail),
        new("contact-phone", "問合せ先の電話番号", c => c.Company.ContactPhone),
        new("employees", "従業員数", c => c.Company.Employees?.ToString("#,0", CultureInfo.InvariantCulture) ?? ""),
        new("invoice-number", "適格請求書発行事業者の登録番号", c => c.Company.InvoiceNumber.Length > 0 ? c.Company.InvoiceNumber : "登録していません"),
    ]);

    public static readonly Section Declaration = new("declaration", "誓約と申告", "/certification/declaration",
    [
        new("no-organised-crime", "反社会的勢力でないことの誓約", c => Sworn(c.Declaration.NoOrganisedCrime)),
        new("not-barred", "指名停止を受けていないこと", c => Sworn(c.Declaration.NotBarred)),
        new("personal-data", "個人情報の保護", c => Sworn(c.Declaration.ProtectsPersonalData)),
        new("agreement", "基本契約への同意", c => c.Declaration.AcceptsAgreement ? "同意します" : ""),
        new("qualification", "全省庁統一資格", c => c.Declaration.HasQualification switch { true => c.Declaration.QualificationNumber, false => "持っていません", null => "" }),
    ]);

    public static readonly IReadOnlyList<Section> Sections = [Company, Declaration];

    public static string ProofKey(string proofId) => $"proof-{proofId}";

    /// <summary>Every key that a comment on this content may have.</summary>
    public static IEnumerable<string> Keys(ApplicationContent content) =>
        [.. Sections.SelectMany(s => s.Questions).Select(q => q.Key), .. content.Proofs.Select(p => ProofKey(p.Id)), Proofs, Whole];

    private static string Sworn(bool yes) => yes ? "誓約します" : "";
}
