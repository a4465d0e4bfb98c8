using System.Text;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>What a vendor enters about its invoices.</summary>
internal sealed record ProfileInput(
    string LegalName, string RegistrationNumber, string Address, string Bank, string Branch, AccountType AccountType, string AccountNumber, string HolderKana, TaxRounding Rounding)
{
    private const string HolderSigns = "ー－-（）().，,／/「」 　・&";

    /// <summary>The same with full-width digits, letters and half-width kana brought to one form.</summary>
    public ProfileInput Clean() => this with
    {
        RegistrationNumber = Narrow(RegistrationNumber).ToUpperInvariant(),
        AccountNumber = Narrow(AccountNumber),
        HolderKana = (HolderKana ?? "").Normalize(NormalizationForm.FormKC).Trim().ToUpperInvariant(),
    };

    /// <param name="company">The vendor's corporate number: a company's registration number is T and that.</param>
    public IEnumerable<Refusal> Faults(CorporateNumber? company)
    {
        if (string.IsNullOrWhiteSpace(LegalName) || LegalName.Length > 100)
            yield return Refusal.Invalid("Input.LegalName", "name-missing", "請求書に載せる正式な名称を100文字以内で入力してください。");
        if (!InvoiceRegistrationNumber.TryParse(RegistrationNumber, null, out var number))
            yield return Refusal.Invalid("Input.RegistrationNumber", "t-number", "登録番号は「T」と13桁の数字で入力してください。例：T8999900000001");
        else if (company is { } own && !number.BelongsTo(own))
            yield return Refusal.Invalid("Input.RegistrationNumber", "t-number-other", "法人の登録番号は「T」に自社の法人番号（{0}）を続けたものです。番号を確認してください。", own);
        if (string.IsNullOrWhiteSpace(Address) || Address.Length > 200)
            yield return Refusal.Invalid("Input.Address", "address-missing", "所在地を200文字以内で入力してください。");
        if (string.IsNullOrWhiteSpace(Bank) || Bank.Length > 40)
            yield return Refusal.Invalid("Input.Bank", "bank-missing", "銀行名を40文字以内で入力してください。");
        if (string.IsNullOrWhiteSpace(Branch) || Branch.Length > 40)
            yield return Refusal.Invalid("Input.Branch", "branch-missing", "支店名を40文字以内で入力してください。");
        if (AccountNumber.Length != 7 || !AccountNumber.All(char.IsAsciiDigit))
            yield return Refusal.Invalid("Input.AccountNumber", "account-number", "口座番号は7桁の数字で入力してください。7桁に足りないときは先頭に0を付けてください。");
        if (string.IsNullOrWhiteSpace(HolderKana) || HolderKana.Length > 60 || !HolderKana.All(IsHolderCharacter))
            yield return Refusal.Invalid("Input.HolderKana", "holder-kana", "口座名義はカタカナ、英数字、記号で60文字以内で入力してください。例：カ）ミホンギョウセイシステム");
    }

    private static bool IsHolderCharacter(char c) => c is >= 'ァ' and <= 'ヶ' || char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || HolderSigns.Contains(c, StringComparison.Ordinal);

    private static string Narrow(string? typed) => (typed ?? "").Normalize(NormalizationForm.FormKC).Trim();
}

/// <summary>A vendor saves its billing profile.</summary>
/// <param name="Version">Row version the form was opened on; 0 for the first time.</param>
internal sealed record SaveProfile(ProfileInput Input, uint Version);

internal sealed class SaveProfileHandler(BillingDbContext db, IOrganisations organisations)
{
    public async Task<Result> Handle(SaveProfile command, CancellationToken cancel)
    {
        var vendor = await organisations.Find(db.Actor.OrganisationId, cancel);
        if (vendor is null)
            return Refusal.NotFound();
        var input = command.Input.Clean();
        var faults = input.Faults(vendor.CorporateNumber).ToArray();
        if (faults.Length > 0)
            return Result.No(faults);
        var profile = await db.Profiles.SingleOrDefaultAsync(p => p.Id == vendor.Id, cancel);
        if (profile is null)
            db.Add(profile = VendorBillingProfile.For(vendor.Id));
        else
            db.Expect(profile, command.Version);
        profile.Take(input);
        return await db.Save(cancel);
    }
}
