using System.Security.Claims;
using System.Text.Encodings.Web;
using Marketplace.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.Accounts;

/// <summary>Authenticates machines: <c>Authorization: Bearer mp_…</c> (RFC 6750). Believed only under /api; pages belong to people with a session.</summary>
internal sealed class TokenScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string Name = "Token";

    private const string Bearer = "Bearer ";

    /// <summary>Which scheme reads a request. A write under /api never reads the cookie, so that no other site can make a browser do one.</summary>
    public static string Choose(HttpContext context)
    {
        var request = context.Request;
        var writes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        return ApiAnswers.IsApi(request) && (writes || TextOf(request) is not null) ? Name : Session.Scheme;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TextOf(Request) is not { } text)
            return AuthenticateResult.NoResult();
        var db = Context.RequestServices.GetRequiredService<AccountsDbContext>();
        var now = TimeProvider.GetUtcNow();
        var hash = ApiToken.HashOf(text);
        // One round trip: the token, whether its maker still belongs to the organisation, and when it was last used.
        var found = await db.ApiTokens.AsNoTracking().Include(t => t.Organisation).Include(t => t.CreatedBy).Where(t => t.TokenHash == hash)
            .Select(t => new
            {
                Token = t,
                MakerBelongs = db.Memberships.Any(m => m.PersonId == t.CreatedById && m.OrganisationId == t.OrganisationId && m.EndedAt == null),
                LastUse = db.ApiTokenUses.Where(u => u.TokenId == t.Id).Select(u => (DateTimeOffset?)u.At).FirstOrDefault(),
            }).SingleOrDefaultAsync(Context.RequestAborted);
        if (found is null || !found.Token.IsOpen(now))
            return AuthenticateResult.Fail("The token is unknown, revoked or expired.");
        // A token acts on its maker's account: it ends when that person leaves the organisation or is disabled.
        var token = found.Token;
        if (token.CreatedBy.LockoutEnd == DateTimeOffset.MaxValue || !found.MakerBelongs)
            return AuthenticateResult.Fail("The token's maker has left.");
        if (found.LastUse is null || found.LastUse < now.AddMinutes(-1))
            await Used(db, token.Id, now);
        return AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(token), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => ApiAnswers.SignInRequired(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiAnswers.Forbidden(Context);

    private static ClaimsPrincipal PrincipalOf(ApiToken token)
    {
        var identity = new ClaimsIdentity(Session.ClaimsOf(token.CreatedBy, token.Organisation, token.Role), Name, Actor.Claims.PersonName, Actor.Claims.Role);
        identity.AddClaim(new Claim(Actor.Claims.Via, "api"));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>At most one write a minute and token.</summary>
    private Task Used(AccountsDbContext db, Guid token, DateTimeOffset now) => db.Database.ExecuteSqlAsync($"""
        insert into accounts.api_token_use (token_id, at) values ({token}, {now})
        on conflict (token_id) do update set at = excluded.at where api_token_use.at < excluded.at - interval '1 minute'
        """, Context.RequestAborted);

    private static string? TextOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
    }
}
