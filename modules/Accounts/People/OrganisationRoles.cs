using Marketplace.Shared;

namespace Marketplace.Accounts;

/// <summary>Which roles there are in which kind of organisation.</summary>
internal static class OrganisationRoles
{
    public static IReadOnlyList<Role> Of(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Municipality or OrganisationKind.Prefecture => [Role.Requester, Role.Approver, Role.Accountant, Role.BodyAdmin],
        OrganisationKind.Vendor => [Role.Maker, Role.Seller, Role.VendorAdmin],
        OrganisationKind.Operator => [Role.Reviewer, Role.Finance, Role.Support, Role.Auditor, Role.OperatorAdmin],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static bool IsAdmin(this Role role) => role is Role.BodyAdmin or Role.VendorAdmin or Role.OperatorAdmin;

    /// <summary>What a machine may be: everything but administrator, so that a stolen token cannot make further tokens or people.</summary>
    public static IReadOnlyList<Role> ForTokens(OrganisationKind kind) => [.. Of(kind).Where(r => !r.IsAdmin())];
}
