using System.Globalization;
using System.Security.Claims;
using Marketplace.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Accounts;

/// <summary>The session cookie: whom it names, and when it stops being believed.</summary>
internal static class Session
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>The cookie of somebody who has shown a password and still owes the second factor.</summary>
    public const string WaitingScheme = "Waiting";

    /// <summary>Time to find the telephone, or to install an app.</summary>
    public static readonly TimeSpan WaitsAtMost = TimeSpan.FromMinutes(15);

    /// <summary>ASVS 5.0 V7.3.1: thirty minutes without a request.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>ASVS 5.0 V7.3.2: a working day, however busy.</summary>
    public static readonly TimeSpan Absolute = TimeSpan.FromHours(12);

    /// <summary>ASVS 5.0 V7.4.2: a disabled person, a changed password or a lost role bites within this.</summary>
    public static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(1);

    private const string MembershipClaim = "membership", StampClaim = "stamp", SignedInAt = "signed-in-at", CheckedAt = "checked-at", SecondFactorShown = "second-factor", Target = "target";

    public static ClaimsPrincipal PrincipalOf(Membership membership)
    {
        var (person, organisation) = (membership.Person, membership.Organisation);
        var identity = new ClaimsIdentity(
            ClaimsOf(person.Id, person.Name, organisation.Id, organisation.Name, organisation.Kind.ToString(), membership.Role.ToString(), organisation.Code?.ToString()), Scheme, Actor.Claims.PersonName, Actor.Claims.Role);
        identity.AddClaim(new(MembershipClaim, membership.Id.ToString()));
        identity.AddClaim(new(StampClaim, person.SecurityStamp ?? ""));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Who acts, for whom, as what; the same for sessions and API tokens.</summary>
    public static IEnumerable<Claim> ClaimsOf(Guid person, string personName, Guid organisation, string organisationName, string kind, string role, string? code)
    {
        yield return new(ClaimTypes.NameIdentifier, person.ToString());
        yield return new(Actor.Claims.PersonName, personName);
        yield return new(Actor.Claims.Organisation, organisation.ToString());
        yield return new(Actor.Claims.OrganisationName, organisationName);
        yield return new(Actor.Claims.Kind, kind);
        yield return new(Actor.Claims.Role, role);
        if (code is not null)
            yield return new(Actor.Claims.BodyCode, code);
    }

    public static AuthenticationProperties Begin(DateTimeOffset now) => new()
    {
        Items = { [SignedInAt] = now.ToString("O", CultureInfo.InvariantCulture), [CheckedAt] = now.ToString("O", CultureInfo.InvariantCulture) },
    };

    public static AuthenticationProperties Wait(string target) => new() { Items = { [Target] = target } };

    public static string TargetOf(AuthenticationProperties? waiting) => waiting?.Items.TryGetValue(Target, out var target) == true && target is not null ? target : "/todo";

    /// <summary>Whether this session has shown a second factor.</summary>
    public static bool HasSecondFactor(AuthenticationProperties? session) => session?.Items.ContainsKey(SecondFactorShown) == true;

    public static void MarkSecondFactor(AuthenticationProperties session, bool shown)
    {
        session.Items.Remove(SecondFactorShown);
        if (shown)
            session.Items[SecondFactorShown] = "shown";
    }

    /// <summary>Carries the sign-in time and the second factor over when only the acting role changes.</summary>
    public static AuthenticationProperties Continue(AuthenticationProperties? former, DateTimeOffset now)
    {
        var next = Begin(now);
        if (former?.Items.TryGetValue(SignedInAt, out var since) == true)
            next.Items[SignedInAt] = since;
        MarkSecondFactor(next, HasSecondFactor(former));
        return next;
    }

    /// <summary>Ends a session that is too old; once a minute reads the person and membership again and ends it if either changed.</summary>
    public static async Task Validate(CookieValidatePrincipalContext context)
    {
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (Time(context, SignedInAt) is not { } since || now - since > Absolute)
        {
            await End(context);
            return;
        }

        if (Time(context, CheckedAt) is { } last && now - last < CheckEvery)
            return;
        var db = context.HttpContext.RequestServices.GetRequiredService<AccountsDbContext>();
        var membership = Guid.TryParse(context.Principal!.FindFirstValue(MembershipClaim), out var id)
            ? await db.Memberships.AsNoTracking().Include(m => m.Person).Include(m => m.Organisation).SingleOrDefaultAsync(m => m.Id == id && m.EndedAt == null)
            : null;
        var owesSecondFactor = membership is not null && !HasSecondFactor(context.Properties)
            && context.HttpContext.RequestServices.GetRequiredService<SecondFactorRule>().Requires(membership.Organisation.Kind);
        if (membership is null || !IsOf(context.Principal!, membership.Person) || owesSecondFactor)
        {
            await End(context);
            return;
        }

        context.Properties.Items[CheckedAt] = now.ToString("O", CultureInfo.InvariantCulture);
        context.ReplacePrincipal(PrincipalOf(membership));
        context.ShouldRenew = true;
    }

    public static Guid? MembershipOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(MembershipClaim), out var id) ? id : null;

    /// <summary>Whether the ticket is this person's as they are now: neither disabled nor with another password or second factor since.</summary>
    public static bool IsOf(ClaimsPrincipal ticket, Person person) =>
        string.Equals(person.SecurityStamp, ticket.FindFirstValue(StampClaim), StringComparison.Ordinal) && person.LockoutEnd != DateTimeOffset.MaxValue;

    private static DateTimeOffset? Time(CookieValidatePrincipalContext context, string item) =>
        context.Properties.Items.TryGetValue(item, out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null;

    private static async Task End(CookieValidatePrincipalContext context)
    {
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }
}
