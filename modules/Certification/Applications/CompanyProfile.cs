using Marketplace.Shared;

namespace Marketplace.Certification;

/// <summary>What a vendor says about itself (事業者の情報). Immutable: saving replaces it whole.</summary>
/// <param name="About">What it does; up to <see cref="LongestAbout"/> characters.</param>
/// <param name="Employees">従業員数, 1 or more; null until entered.</param>
/// <param name="InvoiceNumber">適格請求書発行事業者の登録番号 as text "T…", or "" where the vendor is not registered.</param>
internal sealed record CompanyProfile(string About, string ContactEmail, string ContactPhone, int? Employees, string InvoiceNumber)
{
    public const int LongestAbout = 1000;

    public static readonly CompanyProfile Empty = new("", "", "", null, "");

    /// <summary>Everything that a submission needs is there.</summary>
    public bool IsComplete => About.Length > 0 && ContactEmail.Length > 0 && ContactPhone.Length > 0 && Employees is not null;

    public bool IsEmpty => this == Empty;

    /// <summary>As typed, made fit to keep; "t1234..." and full-width forms of the invoice number become "T1234...".</summary>
    public CompanyProfile Clean() => new(Typed.Text(About), Typed.Code(ContactEmail), Typed.Code(ContactPhone), Employees,
        new string([.. Typed.Code(InvoiceNumber).ToUpperInvariant().Where(c => c is not (' ' or '-'))]));

    /// <summary>What is wrong with what was entered; gaps are no fault before the submission.</summary>
    public IEnumerable<Refusal> Check(CorporateNumber own)
    {
        if (About.Length > LongestAbout)
            yield return Refusal.Invalid("Input.About", "about", "事業の概要は{0}文字以内で入力してください。いまは{1}文字です。", LongestAbout, About.Length);
        if (ContactEmail.Length > 0 && !Typed.IsEmail(ContactEmail))
            yield return Refusal.Invalid("Input.ContactEmail", "email", "メールアドレスを「name@example.co.jp」のような形で入力してください。");
        if (ContactPhone.Length > 0 && (ContactPhone.Count(char.IsAsciiDigit) is < 9 or > 15 || ContactPhone.Any(c => !char.IsAsciiDigit(c) && c is not ('-' or '+' or '(' or ')' or ' '))))
            yield return Refusal.Invalid("Input.ContactPhone", "phone", "電話番号を「03-1234-5678」のような形で入力してください。");
        if (Employees is < 1 or > 10_000_000)
            yield return Refusal.Invalid("Input.Employees", "employees", "従業員数は1人以上の数字で入力してください。");
        if (InvoiceNumber.Length == 0)
            yield break;
        if (!InvoiceRegistrationNumber.TryParse(InvoiceNumber, null, out var number))
            yield return Refusal.Invalid("Input.InvoiceNumber", "invoice-number-form", "登録番号は「T」と13桁の数字で入力してください。");
        else if (!number.BelongsTo(own))
            yield return Refusal.Invalid("Input.InvoiceNumber", "invoice-number-other", "法人の登録番号は「T」と自社の法人番号です。{0} になるはずですが、{1} と入力されています。", InvoiceRegistrationNumber.Of(own), number);
    }
}
