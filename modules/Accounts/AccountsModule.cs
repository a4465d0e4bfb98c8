using Marketplace.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Accounts;

/// <summary>What the host sees of this module: organisations, people, roles, sign-in.</summary>
public static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddModuleDb<AccountsDbContext>(AccountsDbContext.SchemaName);
        services.AddMemoryCache();
        services.AddSingleton<IOrganisations, OrganisationReader>();
        services.AddScoped<ISeed, AccountsSeed>();
        services.AddScoped<SignInPerson>();
        services.AddScoped<EnterPerson>();
        services.AddScoped<RegisterVendorHandler>();
        services.AddScoped<InvitePersonHandler>();
        services.AddScoped<InviteAdministratorHandler>();
        services.AddScoped<AcceptInvitationHandler>();
        services.AddScoped<RemoveRoleHandler>();
        services.AddScoped<ChangePasswordHandler>();
        services.AddScoped<CreateTokenHandler>();
        services.AddScoped<Reauthenticate>();
        services.AddScoped<Entrance>();
        services.AddSingleton<AppKeys>();
        services.AddSingleton<TokenLookup>();
        services.AddSingleton<SecondFactorRule>();
        services.AddOptions<AccountsOptions>().BindConfiguration("Accounts");
        services.AddScoped<SetUpSecondFactorHandler>();
        services.AddScoped<CheckCodeHandler>();
        services.AddScoped<ChangeSecondFactorHandler>();
        services.AddScoped<ResetSecondFactorHandler>();
        services.AddIdentityCore<Person>(o =>
        {
            o.User.RequireUniqueEmail = true;
            o.Lockout.MaxFailedAccessAttempts = 5;
            o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        });
        services.AddScoped<IUserStore<Person>, UserOnlyStore<Person, AccountsDbContext, Guid>>();
        // PasswordRules says it all, and in the user's language.
        services.RemoveAll<IPasswordValidator<Person>>();
        services.AddScoped<IPasswordValidator<Person>, PasswordRules>();
        // OWASP Password Storage: at least 220,000 rounds of PBKDF2-HMAC-SHA512.
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 220_000);
        return services;
    }

    /// <summary>The default scheme: picks the API token or the session cookie by the request.</summary>
    public const string Scheme = "Marketplace";

    /// <summary>API tokens, and the scheme that chooses between them and the session cookie.</summary>
    public static AuthenticationBuilder AddTokens(this AuthenticationBuilder authentication) => authentication
        .AddScheme<AuthenticationSchemeOptions, TokenScheme>(TokenScheme.Name, null)
        .AddPolicyScheme(Scheme, null, o => o.ForwardDefaultSelector = TokenScheme.Choose);

    /// <summary>Sets the session cookie's times and checks; the host decides its name and transport.</summary>
    public static void ConfigureSession(CookieAuthenticationOptions cookie)
    {
        cookie.LoginPath = "/sign-in";
        cookie.ReturnUrlParameter = "ReturnUrl";
        cookie.ExpireTimeSpan = Session.Idle;
        cookie.SlidingExpiration = true;
        cookie.Events.OnValidatePrincipal = Session.Validate;
        // Machines get Problem Details; people who may not get the status page (403) and stay where they are.
        var toSignIn = cookie.Events.OnRedirectToLogin;
        cookie.Events.OnRedirectToLogin = context => ApiAnswers.IsApi(context.Request) ? ApiAnswers.SignInRequired(context.HttpContext) : toSignIn(context);
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            if (ApiAnswers.IsApi(context.Request))
                return ApiAnswers.Forbidden(context.HttpContext);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    /// <summary>Name of the scheme whose cookie says that somebody has shown a password and still owes the second factor.</summary>
    public const string WaitingScheme = Session.WaitingScheme;

    /// <summary>Sets that cookie's times; it is read by the sign-in's own pages only.</summary>
    public static void ConfigureWaiting(CookieAuthenticationOptions cookie)
    {
        cookie.ExpireTimeSpan = Session.WaitsAtMost;
        cookie.SlidingExpiration = false;
    }

    /// <summary>Takes a person's second factor away, for the verb of that name: the way back when device and recovery codes are gone and no administrator can help.</summary>
    /// <returns>False when nobody with that address has one.</returns>
    public static async Task<bool> ResetSecondFactor(IServiceProvider services, string email, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System("reset-second-factor");
        return await scope.ServiceProvider.GetRequiredService<ResetSecondFactorHandler>().ByAddress(email, cancel);
    }

    /// <summary>Invites an organisation's administrator from the server's console, where nobody of that organisation can yet.</summary>
    /// <param name="organisation">"operator", or a local government's six-digit code.</param>
    /// <returns>The path of the link, which cannot be read again later.</returns>
    public static async Task<Result<string>> InviteAdministrator(IServiceProvider services, string organisation, string email, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System("invite");
        return await scope.ServiceProvider.GetRequiredService<InviteAdministratorHandler>().Handle(organisation, email, cancel);
    }

    /// <summary>The module's JSON endpoints, under /api/v1.</summary>
    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder routes) => routes;
}
