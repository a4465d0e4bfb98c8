using Marketplace.Shared;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

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
        services.AddIdentityCore<Person>(o =>
        {
            o.User.RequireUniqueEmail = true;
            o.Lockout.MaxFailedAccessAttempts = 5;
            o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            // PasswordRules says it all; the built-in kinds-of-characters rules are off.
            o.Password = new PasswordOptions { RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredLength = 1, RequiredUniqueChars = 1 };
        });
        services.AddScoped<IUserStore<Person>, UserOnlyStore<Person, AccountsDbContext, Guid>>();
        services.AddScoped<IPasswordValidator<Person>, PasswordRules>();
        // OWASP Password Storage: at least 220,000 rounds of PBKDF2-HMAC-SHA512.
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 220_000);
        return services;
    }

    /// <summary>Sets the session cookie's times and checks; the host decides its name and transport.</summary>
    public static void ConfigureSession(CookieAuthenticationOptions cookie)
    {
        cookie.LoginPath = "/sign-in";
        cookie.AccessDeniedPath = null;
        cookie.ReturnUrlParameter = "ReturnUrl";
        cookie.ExpireTimeSpan = Session.Idle;
        cookie.SlidingExpiration = true;
        cookie.Events.OnValidatePrincipal = Session.Validate;
    }

    /// <summary>The module's JSON endpoints, under /api/v1.</summary>
    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder routes) => routes;
}
