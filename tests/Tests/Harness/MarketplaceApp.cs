using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Marketplace.Tests;

/// <summary>The whole program over a database of its own. Use as a class fixture; tests drive it through HTTP (<see cref="Visitor"/>, <see cref="SignIn"/>).</summary>
public class MarketplaceApp : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly Dictionary<string, string> sessions = new(StringComparer.Ordinal);

    public string ConnectionString { get; private set; } = "";

    /// <summary>What the tests may move: starts at the real time.</summary>
    public ShiftableTime Time { get; } = new();

    public virtual async ValueTask InitializeAsync()
    {
        ConnectionString = await TestDatabase.Create();
        // Building the server here keeps the first test's time honest.
        _ = Server;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await TestDatabase.Drop(ConnectionString);
        GC.SuppressFinalize(this);
    }

    /// <summary>Purchasing engine; null for the program's default. Most tests move the clock, which a cluster's membership does not bear, and start often.</summary>
    protected virtual string? Engine => "PostgreSQL";

    /// <summary>A browser nobody has signed in with.</summary>
    public Browser Visitor() => new(CreateDefaultClient(new Uri("https://localhost")));

    /// <summary>A browser signed in as that sample person, acting as <paramref name="role"/> (their first role if null).</summary>
    public async Task<Browser> SignIn(string email, Role? role = null, string? organisation = null)
    {
        var browser = Visitor();
        var key = $"{email}/{role}/{organisation}";
        if (sessions.TryGetValue(key, out var cookies))
        {
            browser.RestoreCookies(cookies);
            return browser;
        }

        await browser.SignIn(email, TestDatabase.SamplePassword);
        if (role is not null)
            await browser.ActAs(role.Value, organisation);
        sessions[key] = browser.SaveCookies();
        return browser;
    }

    /// <summary>Carries all waiting events, so that a test need not wait; fails on a parked or failing message.</summary>
    public async Task Settle()
    {
        var relay = Services.GetRequiredService<Relay>();
        var until = DateTime.UtcNow.AddSeconds(20);
        while (DateTime.UtcNow < until)
        {
            await relay.RunOnce(CancellationToken.None);
            await using var command = Services.GetRequiredService<Npgsql.NpgsqlDataSource>().CreateCommand("select count(*), max(error) from shared.outbox where done_at is null");
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            if (reader.GetInt64(0) == 0)
            {
                await Services.GetRequiredService<ColumnsFeed>().Refresh(CancellationToken.None);
                return;
            }

            if (!await reader.IsDBNullAsync(1) && DateTime.UtcNow.AddSeconds(10) > until)
                throw new InvalidOperationException($"An event does not settle: {reader.GetString(1)}");
            await Task.Delay(50);
        }

        throw new TimeoutException("Events did not settle within 20 s.");
    }

    /// <summary>Runs code in a scope of the program, acting as the system: for looking into the database where no page shows it.</summary>
    public async Task<T> Inside<T>(Func<IServiceProvider, Task<T>> look)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System("test");
        return await look(scope.ServiceProvider);
    }

    /// <summary>One value from the database.</summary>
    public async Task<T> Scalar<T>(string sql)
    {
        await using var command = Services.GetRequiredService<Npgsql.NpgsqlDataSource>().CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Moves the program's clock and the database's to noon of that day in Japan; sign in anew afterwards. (now() of a schema before pg_catalog
    /// in the search path is what "select now()" then means.)</summary>
    public async Task MoveTo(DateOnly day)
    {
        sessions.Clear();
        Time.Shift = day.ToDateTime(new TimeOnly(3, 0), DateTimeKind.Utc) - DateTime.UtcNow;
        await using var connection = new Npgsql.NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand($"""
            create schema if not exists clock;
            create or replace function clock.now() returns timestamptz language sql stable as
                $$ select pg_catalog.now() + interval '{(long)Time.Shift.TotalSeconds} seconds' $$;
            alter database "{connection.Database}" set search_path = clock, pg_catalog, public;
            """, connection);
        await command.ExecuteNonQueryAsync();
        Services.GetRequiredService<Npgsql.NpgsqlDataSource>().Clear();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:Marketplace", ConnectionString);
        builder.UseSetting("RateLimits:SignInsPerMinute", "100000");
        builder.UseSetting("RateLimits:WritesPerMinute", "100000");
        builder.UseSetting("Seed:Samples", "true");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        if (Engine is { } engine)
            builder.UseSetting("Engines:Purchasing", engine);
        builder.UseEnvironment("Testing");
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));
    }
}

/// <summary>The same with the engines that this build uses by default: Orleans where it is built.</summary>
public sealed class DefaultEnginesApp : MarketplaceApp
{
    protected override string? Engine => null;
}

/// <summary>The real clock, moved by as much as a test says.</summary>
public sealed class ShiftableTime : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
