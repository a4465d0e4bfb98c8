using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>The vendor's issuer, registration number, account and rounding.</summary>
[Requires(Act.IssueInvoices)]
public sealed class EditProfileModel : MarketplacePage
{
    [BindProperty]
    public ProfileForm Input { get; set; } = new();

    /// <summary>Row version; 0 before the first time.</summary>
    public uint Version { get; private set; }

    internal IReadOnlyList<Option> AccountTypes => Option.Of<AccountType>(t => T[Words.Of(t)]);
    internal IReadOnlyList<Option> Roundings => Option.Of<TaxRounding>(r => T[Words.Of(r)]);

    public async Task OnGetAsync()
    {
        var organisation = await Service<IOrganisations>().Find(Actor.OrganisationId, Cancel);
        var profile = await Load();
        Input = profile is not null ? new ProfileForm(profile) : new ProfileForm
        {
            LegalName = organisation?.Name,
            RegistrationNumber = organisation?.CorporateNumber is { } number ? InvoiceRegistrationNumber.Of(number).ToString() : null,
            Address = organisation is null ? null : organisation.Prefecture + organisation.Address,
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            await Load();
            return Again();
        }

        var result = await Service<SaveProfileHandler>().Handle(new SaveProfile(Input.Read(), Input.Version), Cancel);
        return await Answer(result, () =>
        {
            Flash(T["請求情報を保存しました。これから発行する請求書に使われます。発行済みの請求書は変わりません。"]);
            return Redirect("/billing/profile");
        }, Load);
    }

    private async Task<VendorBillingProfile?> Load()
    {
        var profile = await Service<BillingDbContext>().Profiles.AsNoTracking().SingleOrDefaultAsync(p => p.Id == Actor.OrganisationId, Cancel);
        Version = profile?.Version ?? 0;
        return profile;
    }
}

public sealed class ProfileForm
{
    public ProfileForm()
    {
    }

    internal ProfileForm(VendorBillingProfile profile)
    {
        (LegalName, RegistrationNumber, Address) = (profile.LegalName, profile.RegistrationNumber.ToString(), profile.Address);
        (Bank, Branch, AccountType, AccountNumber, HolderKana) = (profile.Bank, profile.Branch, profile.AccountType, profile.AccountNumber, profile.HolderKana);
        Rounding = profile.Rounding;
    }

    public string? LegalName { get; set; }
    public string? RegistrationNumber { get; set; }
    public string? Address { get; set; }
    public string? Bank { get; set; }
    public string? Branch { get; set; }
    public AccountType AccountType { get; set; }
    public string? AccountNumber { get; set; }
    public string? HolderKana { get; set; }
    public TaxRounding Rounding { get; set; }
    public uint Version { get; set; }

    internal ProfileInput Read() => new(
        LegalName ?? "", RegistrationNumber ?? "", Address ?? "", Bank ?? "", Branch ?? "", AccountType, AccountNumber ?? "", HolderKana ?? "", Rounding);
}
