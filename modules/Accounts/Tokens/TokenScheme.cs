using System.Security.Claims;
using System.Text.Encodings.Web;
using Marketplace.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marketplace.Accounts;

/// <summary>Authenticates machines: <c>Authorization: Bearer mp_…</c> (RFC 6750). Believed only under /api; pages belong to people with a session.</summary>
internal sealed class TokenScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string Name = "Token";

    private const string Bearer = "Bearer ";

    /// <summary>One round trip, without EF, as every call of a machine begins with it: a token that is open and whose maker is neither disabled ("infinity") nor gone
    /// from the organisation, and when it was last used.</summary>
    private const string Find = """
        select t.id, t.role, p.id, p.name, o.id, o.name, o.kind, o.code, (select u.at from accounts.api_token_use u where u.token_id = t.id)
        from accounts.api_token t
        join accounts.person p on p.id = t.created_by_id and p.lockout_end is distinct from 'infinity'
        join accounts.organisation o on o.id = t.organisation_id
        where t.token_hash = $1 and t.revoked_at is null and t.expires_at > $2
          and exists (select from accounts.membership m where m.person_id = p.id and m.organisation_id = o.id and m.ended_at is null)
        """;

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
        var source = Context.RequestServices.GetRequiredService<NpgsqlDataSource>();
        var now = TimeProvider.GetUtcNow();
        await using var command = source.CreateCommand(Find);
        command.Parameters.Add(new() { Value = ApiToken.HashOf(text) });
        command.Parameters.Add(new() { Value = now });
        await using var row = await command.ExecuteReaderAsync(Context.RequestAborted);
        if (!await row.ReadAsync(Context.RequestAborted))
            return AuthenticateResult.Fail("The token is unknown, revoked or expired, or its maker has left.");
        var token = row.GetGuid(0);
        var identity = new ClaimsIdentity(
            Session.ClaimsOf(row.GetGuid(2), row.GetString(3), row.GetGuid(4), row.GetString(5), row.GetString(6), row.GetString(1), row.IsDBNull(7) ? null : row.GetString(7)),
            Name, Actor.Claims.PersonName, Actor.Claims.Role);
        identity.AddClaim(new Claim(Actor.Claims.Via, "api"));
        var used = !row.IsDBNull(8) && row.GetFieldValue<DateTimeOffset>(8) >= now.AddMinutes(-1);
        await row.CloseAsync();
        if (!used)
            await Used(source, token, now);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => ApiAnswers.SignInRequired(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiAnswers.Forbidden(Context);

    /// <summary>At most one write a minute and token.</summary>
    private async Task Used(NpgsqlDataSource source, Guid token, DateTimeOffset now)
    {
        await using var command = source.CreateCommand("""
            insert into accounts.api_token_use (token_id, at) values ($1, $2)
            on conflict (token_id) do update set at = excluded.at where api_token_use.at < excluded.at - interval '1 minute'
            """);
        command.Parameters.Add(new() { Value = token });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(Context.RequestAborted);
    }

    private static string? TextOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
    }
}
