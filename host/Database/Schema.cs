using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Marketplace.Host;

/// <summary>The modules' schemas as a whole: migrate them, or say how the database differs from what this program knows.</summary>
internal static class Schema
{
    public static async Task Migrate(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System("migrate");
        foreach (var module in Modules(scope.ServiceProvider))
        {
            // Migrating what is up to date compares the whole model first; asking is much quicker, and a start asks every time.
            var database = Context(scope.ServiceProvider, module).Database;
            if ((await database.GetPendingMigrationsAsync(cancel)).Any())
                await database.MigrateAsync(cancel);
        }

        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancel);
        foreach (var after in scope.ServiceProvider.GetServices<IAfterMigrate>())
            await after.Run(connection, cancel);
        await connection.ReloadTypesAsync(cancel);
    }

    /// <summary>What stands between this program and the database: migrations to run, or ones from a newer program. Empty when they fit.</summary>
    public static async Task<IReadOnlyList<string>> Differences(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var differences = new List<string>();
        foreach (var module in Modules(scope.ServiceProvider))
        {
            var database = Context(scope.ServiceProvider, module).Database;
            var known = database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            var applied = (await database.GetAppliedMigrationsAsync(cancel)).ToHashSet(StringComparer.Ordinal);
            differences.AddRange(known.Except(applied).Select(m => $"schema {module.Schema}: migration {m} has not been run"));
            differences.AddRange(applied.Except(known).Select(m => $"schema {module.Schema}: migration {m} is unknown to this program, which is older than the database"));
        }

        return differences;
    }

    private static IEnumerable<ModuleDb> Modules(IServiceProvider services) =>
        services.GetServices<ModuleDb>().OrderByDescending(m => m.Context == typeof(SharedDbContext));

    private static ModuleDbContext Context(IServiceProvider services, ModuleDb module) => (ModuleDbContext)services.GetRequiredService(module.Context);
}
