using Marketplace.Host;
using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marketplace.Tests;

/// <summary>The PostgreSQL that tests use: the server named by MARKETPLACE_TEST_SERVER, or a private one started once for the test run.
/// Databases are copies of a template that is migrated and seeded once, so that a test class has a whole, fresh marketplace in a tenth of a second.</summary>
public static class TestDatabase
{
    public const string SamplePassword = "mihon-for-tests-2026";
    private static readonly Lazy<Task<string>> Server = new(StartServer);
    private static readonly Lazy<Task<string>> Seeded = new(() => MakeTemplate("seeded", seed: true));
    private static readonly Lazy<Task<string>> Empty = new(() => MakeTemplate("empty", seed: false));
    private static readonly SemaphoreSlim Copying = new(1);
    private static readonly List<string> Made = [];
    private static PrivatePostgres? started;

    /// <summary>A new database with schemas only (<paramref name="seeded"/> false) or with local governments and samples; its connection string.</summary>
    public static async Task<string> Create(bool seeded = true)
    {
        var template = await (seeded ? Seeded : Empty).Value;
        var name = $"t_{Guid.NewGuid():N}";
        await Copying.WaitAsync();
        try
        {
            await Execute($"create database {name} template {template} strategy file_copy");
            Made.Add(name);
        }
        finally
        {
            Copying.Release();
        }

        return new NpgsqlConnectionStringBuilder(await Server.Value) { Database = name, MaxPoolSize = 40 }.ConnectionString;
    }

    public static async Task Drop(string connectionString)
    {
        NpgsqlConnection.ClearAllPools();
        await Execute($"drop database if exists {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)");
    }

    internal static async Task Stop()
    {
        NpgsqlConnection.ClearAllPools();
        if (started is not null)
        {
            await started.DisposeAsync();
            return;
        }

        foreach (var name in Made)
            await Execute($"drop database if exists {name} with (force)");
    }

    private static async Task<string> StartServer()
    {
        if (Environment.GetEnvironmentVariable("MARKETPLACE_TEST_SERVER") is { Length: > 0 } given)
            return given;
        started = await PrivatePostgres.Start(Path.Combine(Path.GetTempPath(), $"marketplace-tests-{Environment.ProcessId}"), CancellationToken.None);
        return started.ConnectionString;
    }

    private static async Task<string> MakeTemplate(string kind, bool seed)
    {
        var name = $"template_{kind}_{Environment.ProcessId}";
        await Execute($"drop database if exists {name} with (force)");
        await Execute($"create database {name}");
        Made.Add(name);
        var connection = new NpgsqlConnectionStringBuilder(await Server.Value) { Database = name, Pooling = false }.ConnectionString;
        var builder = WebApplication.CreateBuilder(["--Seed:Samples=true", $"--Seed:SamplePassword={SamplePassword}", "--Logging:LogLevel:Default=Warning"]);
        HostBuilder.AddMarketplace(builder, connection);
        await using (var app = builder.Build())
        {
            await Schema.Migrate(app.Services, CancellationToken.None);
            if (seed)
            {
                await Seeding.Run(app.Services, again: false, new Progress<string>(), CancellationToken.None);
                // The seed's own events are carried here once instead of in every copy.
                var relay = app.Services.GetRequiredService<Relay>();
                while (await relay.RunOnce(CancellationToken.None) > 0)
                {
                }
            }
        }

        return name;
    }

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(await Server.Value) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
