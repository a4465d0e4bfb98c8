using System.Globalization;
using System.Threading.RateLimiting;
using Marketplace.Accounts;
using Marketplace.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.RateLimiting;

namespace Marketplace.Host;

/// <summary>Sign-in, policy, cookies, antiforgery and rate limits: scale-security-interop.md section 5.</summary>
internal static class SecurityServices
{
    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        // Browsers accept Secure and __Host- cookies only over TLS. The embedded default serves plain HTTP on loopback, for one person at one machine.
        var secure = !builder.Configuration.GetValue("Security:PlainHttpOnLoopback", false);
        builder.Services.AddAuthentication(AccountsModule.Scheme).AddCookie(o =>
        {
            Harden(o.Cookie, "session", secure);
            AccountsModule.ConfigureSession(o);
        }).AddCookie(AccountsModule.WaitingScheme, o =>
        {
            Harden(o.Cookie, "sign-in", secure);
            AccountsModule.ConfigureWaiting(o);
        }).AddTokens();
        builder.Services.AddAntiforgery(o => Harden(o.Cookie, "form", secure));
        builder.Services.Configure<Microsoft.AspNetCore.Mvc.CookieTempDataProviderOptions>(o => Harden(o.Cookie, "notice", secure));
        builder.Services.AddSingleton<VisitorPages>();
        builder.Services.AddSingleton<IAuthorizationHandler, ActHandler>();
        // A route that declares no act is refused to everybody.
        // [Requires] alone decides, for visitors too, so the default policy adds nothing to it.
        builder.Services.AddAuthorizationBuilder().SetDefaultPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build()).SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        builder.Services.AddHsts(o => (o.MaxAge, o.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
        builder.Services.Configure<RequestLocalizationOptions>(o =>
        {
            o.SetDefaultCulture("ja").AddSupportedCultures("ja", "en").AddSupportedUICultures("ja", "en");
            // The language is chosen, not guessed from the browser: Japanese first. Machines choose by Accept-Language.
            o.RequestCultureProviders = [new CookieRequestCultureProvider(), new CustomRequestCultureProvider(context => ApiResult.IsApi(context.Request)
                ? new AcceptLanguageHeaderRequestCultureProvider { Options = o }.DetermineProviderCultureResult(context) : Task.FromResult<ProviderCultureResult?>(null))];
        });
        builder.Services.AddRateLimiter(o => Limit(o, builder.Configuration));
    }

    private static void Harden(CookieBuilder cookie, string name, bool secure)
    {
        cookie.Name = secure ? $"__Host-{name}" : $"marketplace-{name}";
        cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.Path = "/";
        cookie.IsEssential = true;
    }

    /// <summary>Sign-in attempts per address; writes per person or, without one, per address. Reads are not limited here: a proxy in front does that better.</summary>
    private static void Limit(RateLimiterOptions options, IConfiguration configuration)
    {
        var signIns = configuration.GetValue("RateLimits:SignInsPerMinute", 20);
        var writes = configuration.GetValue("RateLimits:WritesPerMinute", 120);
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = 60.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.AddPolicy("sign-in", context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter($"sign-in {context.Connection.RemoteIpAddress}", _ => Window(signIns))
            : RateLimitPartition.GetNoLimiter(""));
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetFixedWindowLimiter($"write {Actor.From(context.User).PersonId?.ToString() ?? context.Connection.RemoteIpAddress?.ToString()}", _ => Window(writes)));
    }

    private static FixedWindowRateLimiterOptions Window(int permits) => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 };
}
