using Marketplace.Shared;
using Npgsql;

namespace Marketplace.Host;

/// <summary>Runs the modules' seeds in order and remembers that they ran, so that a restart skips them.</summary>
internal static class Seeding
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "catalog-seed");

    public static async Task Run(IServiceProvider services, bool again, IProgress<string> progress, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var done = await Done(services, cancel);
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System("seed");
        var db = scope.ServiceProvider.GetRequiredService<SharedDbContext>();
        foreach (var seed in scope.ServiceProvider.GetServices<ISeed>().OrderBy(s => s.Order))
        {
            if (done.Contains(seed.Name) && !again)
                continue;
            progress.Report($"Seeding {seed.Name} ...");
            await seed.Run(Folder, progress, cancel);
            if (!done.Contains(seed.Name))
                db.SeedMarks.Add(new SeedMark { Name = seed.Name, At = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync(cancel);
        }
    }

    /// <summary>Read without EF, which would build a model for it: every start of the embedded program asks.</summary>
    private static async Task<HashSet<string>> Done(IServiceProvider services, CancellationToken cancel)
    {
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select name from shared.seed_marks");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
            done.Add(reader.GetString(0));
        return done;
    }
}
