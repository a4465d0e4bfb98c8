using System.Globalization;
using Marketplace.Catalog;

namespace Marketplace.Host;

/// <summary>seed: the local governments, categories and question set; with samples on, the sample organisations too. --listings N makes N further plausible listings.</summary>
internal static class SeedVerb
{
    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        await using var composed = await HostBuilder.Compose(args, cancel);
        var services = composed.App.Services;
        var progress = new ConsoleProgress();
        if (composed.Embedded is not null)
            await Schema.Migrate(services, cancel);
        await Seeding.Run(services, again: true, progress, cancel);
        if (Number(args, "--listings") is { } listings)
            await CatalogModule.GenerateListings(services, Seeding.Folder, listings, Number(args, "--seed") ?? 1, progress, cancel);
        return 0;
    }

    private static int? Number(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length && int.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var number) ? number : null;
}
