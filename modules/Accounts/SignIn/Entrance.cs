using System.Security.Claims;
using Marketplace.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>The one door into a session: after a password, a switch of role, a registration, an invitation. Who has a second factor, or must have one for that
/// organisation, waits at the door (a cookie of its own that opens nothing else) until it was shown.</summary>
internal sealed class Entrance(AccountsDbContext db, SecondFactorRule rule, TimeProvider time)
{
    public const string CodePage = "/sign-in/code", SetUpPage = "/account/second-factor/set-up";

    /// <summary>Opens the session, or lets the person wait; returns where the browser goes next.</summary>
    /// <param name="target">Local address to go on to in the end.</param>
    public async Task<string> Enter(HttpContext http, Membership membership, string target)
    {
        var former = await Own(http, membership);
        var setUp = await db.SecondFactors.AnyAsync(f => f.PersonId == membership.PersonId, http.RequestAborted);
        if (Session.HasSecondFactor(former) || !(setUp || rule.Requires(membership.Organisation.Kind)))
        {
            await http.SignInAsync(Session.Scheme, Session.PrincipalOf(membership), Session.Continue(former, time.GetUtcNow()));
            return target;
        }

        await http.SignInAsync(Session.WaitingScheme, Session.PrincipalOf(membership), Session.Wait(target));
        return setUp ? CodePage : SetUpPage;
    }

    /// <summary>Who waits at the door: password shown, second factor not yet. Null when nobody does, or waited too long.</summary>
    public async Task<(Membership Membership, string Target)?> Waiting(HttpContext http)
    {
        if (await http.AuthenticateAsync(Session.WaitingScheme) is not { Succeeded: true } ticket)
            return null;
        var membership = await Find(ticket.Principal, http.RequestAborted);
        return membership is null ? null : (membership, Session.TargetOf(ticket.Properties));
    }

    /// <summary>Opens the session after the second factor was shown.</summary>
    public async Task Pass(HttpContext http, Membership membership)
    {
        var session = Session.Continue(await Own(http, membership), time.GetUtcNow());
        Session.MarkSecondFactor(session, shown: true);
        await http.SignInAsync(Session.Scheme, Session.PrincipalOf(membership), session);
        await http.SignOutAsync(Session.WaitingScheme);
    }

    /// <summary>This session goes on with the person's new security stamp; the others, which do not have it, end within a minute.</summary>
    public async Task Renew(HttpContext http, bool secondFactor)
    {
        var id = Session.MembershipOf(http.User);
        var membership = await db.Memberships.AsNoTracking().Include(m => m.Person).Include(m => m.Organisation).SingleAsync(m => m.Id == id, http.RequestAborted);
        var session = Session.Continue(await Own(http, membership), time.GetUtcNow());
        Session.MarkSecondFactor(session, secondFactor);
        await http.SignInAsync(Session.Scheme, Session.PrincipalOf(membership), session);
    }

    private static async Task<AuthenticationProperties?> Own(HttpContext http, Membership membership)
    {
        var session = await http.AuthenticateAsync(Session.Scheme);
        return session.Succeeded && Actor.From(session.Principal).PersonId == membership.PersonId ? session.Properties : null;
    }

    private async Task<Membership?> Find(ClaimsPrincipal principal, CancellationToken cancel)
    {
        var id = Session.MembershipOf(principal);
        var membership = await db.Memberships.Include(m => m.Person).Include(m => m.Organisation).SingleOrDefaultAsync(m => m.Id == id && m.EndedAt == null, cancel);
        return membership is not null && Session.IsOf(principal, membership.Person) ? membership : null;
    }
}
