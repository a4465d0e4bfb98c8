using System.Globalization;
using System.Security.Claims;

namespace Marketplace.Shared;

/// <summary>Who does something, for which organisation, in which role. Goes into every audit row.</summary>
/// <param name="PersonId">Null for visitors and the system itself.</param>
/// <param name="OrganisationId"><see cref="Guid.Empty"/> for visitors and the system.</param>
/// <param name="BodyCode">Set when acting for a local government; key of its purchasing account.</param>
/// <param name="Via">"web", "api" or "system:…" with the name of the handler or job.</param>
public sealed record Actor(
    Guid? PersonId, string PersonName, Guid OrganisationId, string OrganisationName, OrganisationKind? Kind, LocalGovernmentCode? BodyCode, Role Role, string Via)
{
    public static readonly Actor Visitor = new(null, "", Guid.Empty, "", null, null, Role.Visitor, "web");

    public bool IsSignedIn => PersonId is not null;
    public bool IsSystem => Via.StartsWith("system:", StringComparison.Ordinal);
    public bool IsOperator => Kind == OrganisationKind.Operator;
    public bool IsVendor => Kind == OrganisationKind.Vendor;
    public bool IsBody => Kind is OrganisationKind.Municipality or OrganisationKind.Prefecture;

    /// <summary>Whether tenant fences let everything through: the system's own handlers, and the operator's people (who read; acts decide what they change).</summary>
    public bool SeesAll => IsSystem || IsOperator;

    public bool May(Act act) => PolicyTable.May(Role, act);

    /// <summary>The system itself, working in the named handler or job.</summary>
    public static Actor System(string name) => new(null, "", Guid.Empty, "", null, null, Role.Visitor, $"system:{name}");

    /// <summary>Reads the actor from the claims that signing in wrote; a visitor if there are none.</summary>
    public static Actor From(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true || user.FindFirstValue(Claims.Organisation) is not { } organisation)
            return Visitor;
        return new Actor(
            Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture),
            user.FindFirstValue(Claims.PersonName) ?? "",
            Guid.Parse(organisation, CultureInfo.InvariantCulture),
            user.FindFirstValue(Claims.OrganisationName) ?? "",
            Enum.Parse<OrganisationKind>(user.FindFirstValue(Claims.Kind)!),
            LocalGovernmentCode.TryParse(user.FindFirstValue(Claims.BodyCode), null, out var code) ? code : null,
            Enum.Parse<Role>(user.FindFirstValue(Claims.Role)!),
            user.FindFirstValue(Claims.Via) ?? "web");
    }

    /// <summary>Names of the claims in the session cookie (and, for machines, made from the API token).</summary>
    public static class Claims
    {
        public const string PersonName = "name", Organisation = "org", OrganisationName = "orgname", Kind = "kind", BodyCode = "body", Role = "role", Via = "via";
    }
}

/// <summary>Holds the actor of the current scope: set by middleware for a request, by the relay and jobs for their own work.</summary>
public sealed class CurrentActor
{
    public Actor Value { get; set; } = Actor.Visitor;
}
