namespace Marketplace.Host;

/// <summary>migrate: brings every module's schema to what this program knows. A deploy step, run once before the new replicas start.</summary>
internal static class MigrateVerb
{
    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        await using var composed = await HostBuilder.Compose(args, cancel);
        await Schema.Migrate(composed.App.Services, cancel);
        Console.WriteLine("The database fits this program.");
        return 0;
    }
}
