using System.Reflection;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Marketplace.Host;

/// <summary>The modules' schemas as a whole: migrate them, or say how the database differs from what this program knows.</summary>
internal static class Schema
{
    public static async Task Migrate(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System("migrate");
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancel);
        foreach (var module in Modules(scope.ServiceProvider))
        {
            var applied = await Applied(connection, module, cancel);
            if (!Known(module).Except(applied, StringComparer.Ordinal).Any())
                continue;
            var db = (ModuleDbContext)scope.ServiceProvider.GetRequiredService(module.Context);
            // EF would look for its table by reading it, and log an error for each module of an empty database.
            if (applied.Count == 0)
                await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancel);
            await db.Database.MigrateAsync(cancel);
        }

        foreach (var after in scope.ServiceProvider.GetServices<IAfterMigrate>())
            await after.Run(connection, cancel);
        await connection.ReloadTypesAsync(cancel);
    }

    /// <summary>What stands between this program and the database: migrations to run, or ones from a newer program. Empty when they fit.</summary>
    public static async Task<IReadOnlyList<string>> Differences(IServiceProvider services, CancellationToken cancel)
    {
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancel);
        var differences = new List<string>();
        foreach (var module in Modules(services))
        {
            var known = Known(module);
            var applied = await Applied(connection, module, cancel);
            differences.AddRange(known.Except(applied, StringComparer.Ordinal).Select(m => $"schema {module.Schema}: migration {m} has not been run"));
            differences.AddRange(applied.Except(known, StringComparer.Ordinal).Select(m => $"schema {module.Schema}: migration {m} is unknown to this program, which is older than the database"));
        }

        return differences;
    }

    private static IEnumerable<ModuleDb> Modules(IServiceProvider services) =>
        services.GetServices<ModuleDb>().OrderByDescending(m => m.Context == typeof(SharedDbContext));

    // Both lists are read without EF: it would build six models first, and every start of the program asks.

    private static List<string> Known(ModuleDb module) =>
        [.. module.Context.Assembly.GetTypes()
            .Where(t => t.GetCustomAttribute<DbContextAttribute>()?.ContextType == module.Context)
            .Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Order(StringComparer.Ordinal)];

    private static async Task<List<string>> Applied(NpgsqlConnection connection, ModuleDb module, CancellationToken cancel)
    {
        var table = $"{module.Schema}.{StorageServices.MigrationsTable}";
        await using var exists = new NpgsqlCommand("select to_regclass($1) is not null", connection) { Parameters = { new() { Value = table } } };
        if (await exists.ExecuteScalarAsync(cancel) is not true)
            return [];
        await using var read = new NpgsqlCommand($"select \"MigrationId\" from {table} order by 1", connection);
        await using var reader = await read.ExecuteReaderAsync(cancel);
        var applied = new List<string>();
        while (await reader.ReadAsync(cancel))
            applied.Add(reader.GetString(0));
        return applied;
    }
}
