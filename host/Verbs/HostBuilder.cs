using Marketplace.Accounts;
using Marketplace.Billing;
using Marketplace.Catalog;
using Marketplace.Certification;
using Marketplace.Procurement;
using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Host;

/// <summary>Composes the program: database, modules, engines, web. Every verb uses the same composition.</summary>
internal static class HostBuilder
{
    /// <summary>Builds the application. Without a connection string it starts the private PostgreSQL, which ends with the returned application.</summary>
    public static async Task<Composed> Compose(string[] args, CancellationToken cancel)
    {
        var builder = WebApplication.CreateBuilder(args);
        PrivatePostgres? embedded = null;
        var connection = builder.Configuration.GetConnectionString("Marketplace");
        if (string.IsNullOrEmpty(connection))
        {
            embedded = await Embedded.Start(builder, cancel);
            connection = embedded.ConnectionString;
        }

        AddMarketplace(builder, connection);
        return new Composed(builder.Build(), embedded);
    }

    public static void AddMarketplace(WebApplicationBuilder builder, string connection)
    {
        // A build's output has its assets elsewhere (a manifest says where), in every environment; a published program has them beside it.
        builder.WebHost.UseStaticWebAssets();
        // The silo joins while the web server starts; until it has, accounts run on the built-in engine.
        builder.Services.Configure<HostOptions>(o => o.ServicesStartConcurrently = true);
        builder.Services.Configure<SeedOptions>(builder.Configuration.GetSection("Seed"));
        builder.Services.Configure<OutboxOptions>(builder.Configuration.GetSection("Outbox"));
        builder.Services.Configure<AntivirusOptions>(builder.Configuration.GetSection("Antivirus"));
        builder.Services.AddShared(connection);
        builder.Services.AddKeyRing(builder.Configuration);
        builder.Services.AddAccounts();
        builder.Services.AddCertification();
        builder.Services.AddCatalog();
        builder.Services.AddProcurement();
        builder.Services.AddBilling();
        builder.AddEngines(connection);
        builder.AddSecurity();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ApiFaults>();
        builder.Services.AddOpenApi(ApiDocument.Describe);
        builder.Services.AddRazorPages(o => o.RootDirectory = "/");
        builder.Services.AddMarketplaceUi();
    }

    public static void UseMarketplace(WebApplication app)
    {
        app.UseSecurityHeaders();
        if (!app.Configuration.GetValue("Security:PlainHttpOnLoopback", false))
            app.UseHsts();
        app.UseRequestLocalization();
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseApiFaults();
        app.UseRouting();
        app.Use(Misses.Answer);
        app.Use(app.Services.GetRequiredService<VisitorPages>().Answer);
        app.UseAuthentication();
        app.Use((context, next) =>
        {
            context.RequestServices.GetRequiredService<CurrentActor>().Value = Actor.From(context.User);
            return next(context);
        });
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseIdempotency();
        app.MapStaticAssets().WithMetadata(new RequiresAttribute(Act.Browse));
        app.MapRazorPages();
        app.MapOpenApi().WithMetadata(new RequiresAttribute(Act.Browse));
        app.MapHealth();
        Operator.AuditRootModel.Map(app);
        app.MapAccounts().MapCertification().MapCatalog().MapProcurement().MapBilling();
    }
}

/// <summary>The built application and, in the embedded default, its database server.</summary>
internal sealed record Composed(WebApplication App, PrivatePostgres? Embedded) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (Embedded is not null)
            await Embedded.DisposeAsync();
    }
}
