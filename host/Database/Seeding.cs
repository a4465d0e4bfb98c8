using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Host;

/// <summary>Runs the modules' seeds in order and remembers that they ran, so that a restart skips them.</summary>
internal static class Seeding
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "catalog-seed");

    public static async Task Run(IServiceProvider services, bool again, IProgress<string> progress, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System("seed");
        var db = scope.ServiceProvider.GetRequiredService<SharedDbContext>();
        var done = (await db.SeedMarks.AsNoTracking().Select(m => m.Name).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
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
}
