using System.Text.Json.Serialization;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Billing;

/// <summary>Kind of a bank account (預金種目).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccountType>))]
public enum AccountType
{
    /// <summary>普通預金.</summary>
    Ordinary,

    /// <summary>当座預金.</summary>
    Current,
}

/// <summary>Where a body transfers to (振込先).</summary>
/// <param name="Number">Seven digits.</param>
/// <param name="HolderKana">口座名義, as banks write it: katakana, digits, capitals and a few signs.</param>
public sealed record BankAccount(string Bank, string Branch, AccountType Type, string Number, string HolderKana);

/// <summary>請求情報: who issues a vendor's invoices, under which registration number, to which account, and how it rounds tax. Its id is the vendor's.</summary>
internal sealed class VendorBillingProfile : Entity
{
    private VendorBillingProfile()
    {
    }

    public string LegalName { get; private set; } = "";
    public InvoiceRegistrationNumber RegistrationNumber { get; private set; }
    public string Address { get; private set; } = "";
    public string Bank { get; private set; } = "";
    public string Branch { get; private set; } = "";
    public AccountType AccountType { get; private set; }
    public string AccountNumber { get; private set; } = "";
    public string HolderKana { get; private set; } = "";

    /// <summary>端数処理. Floor agrees with how contracts compute their total.</summary>
    public TaxRounding Rounding { get; private set; }

    /// <summary>Begins each of its invoices' numbers, so that numbers differ between vendors too and a transfer names one invoice.</summary>
    public string NumberPrefix { get; private set; } = "";

    public BankAccount Account => new(Bank, Branch, AccountType, AccountNumber, HolderKana);

    public static VendorBillingProfile For(Guid vendorId)
    {
        var profile = new VendorBillingProfile { Id = vendorId };
        profile.NumberPrefix = profile.PublicId[..5].ToUpperInvariant();
        return profile;
    }

    public void Take(ProfileInput input)
    {
        LegalName = input.LegalName.Trim();
        RegistrationNumber = InvoiceRegistrationNumber.Parse(input.RegistrationNumber);
        Address = input.Address.Trim();
        Bank = input.Bank.Trim();
        Branch = input.Branch.Trim();
        AccountType = input.AccountType;
        AccountNumber = input.AccountNumber;
        HolderKana = input.HolderKana.Trim();
        Rounding = input.Rounding;
    }
}

internal sealed class VendorBillingProfileTable : IEntityTypeConfiguration<VendorBillingProfile>
{
    public void Configure(EntityTypeBuilder<VendorBillingProfile> builder)
    {
        builder.ToTable("vendor_profile");
        builder.Property(p => p.Version).IsRowVersion();
        builder.Ignore(p => p.Account);
        builder.HasIndex(p => p.PublicId).IsUnique();
        builder.HasIndex(p => p.NumberPrefix).IsUnique();
    }
}
