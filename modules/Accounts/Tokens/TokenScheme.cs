using System.Security.Claims;
using System.Text.Encodings.Web;
using Marketplace.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.Accounts;

/// <summary>Authenticates machines: <c>Authorization: Bearer mp_…</c> (RFC 6750). Believed only under /api; pages belong to people with a session.</summary>
internal sealed class TokenScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, TokenLookup tokens)
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
        if (await tokens.Of(text, Context.RequestAborted) is not { } token)
            return AuthenticateResult.Fail("The token is unknown, revoked or expired, or its maker has left.");
        await tokens.Used(token, Context.RequestAborted);
        return AuthenticateResult.Success(new AuthenticationTicket(
            new ClaimsPrincipal(new ClaimsIdentity(token.Claims, Name, Actor.Claims.PersonName, Actor.Claims.Role)), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => ApiAnswers.SignInRequired(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiAnswers.Forbidden(Context);

    private static string? TextOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
    }
}
