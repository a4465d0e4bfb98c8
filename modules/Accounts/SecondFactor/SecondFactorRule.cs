using Marketplace.Shared;
using Microsoft.Extensions.Options;

namespace Marketplace.Accounts;

/// <summary>Who must have a second factor. Everybody may.</summary>
public enum SecondFactorFor
{
    None,

    /// <summary>The operator's staff.</summary>
    Operator,

    /// <summary>Everybody who signs in.</summary>
    All,
}

/// <summary>Section "Accounts".</summary>
public sealed class AccountsOptions
{
    /// <summary>Default: Operator; None on an installation with samples (<see cref="SeedOptions.Samples"/>), whose accounts share one password for trying things out.</summary>
    public SecondFactorFor? RequireSecondFactor { get; set; }
}

/// <summary>Whether acting for an organisation of a kind takes a second factor here.</summary>
internal sealed class SecondFactorRule(IOptions<AccountsOptions> accounts, IOptions<SeedOptions> seed)
{
    public bool Requires(OrganisationKind kind) => (accounts.Value.RequireSecondFactor ?? (seed.Value.Samples ? SecondFactorFor.None : SecondFactorFor.Operator)) switch
    {
        SecondFactorFor.All => true,
        SecondFactorFor.Operator => kind == OrganisationKind.Operator,
        _ => false,
    };
}
