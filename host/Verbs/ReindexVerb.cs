using Marketplace.Catalog;

namespace Marketplace.Host;

/// <summary>reindex: rebuilds the catalogue's search index from the published offers, with progress, while the site serves.</summary>
internal static class ReindexVerb
{
    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        await using var composed = await HostBuilder.Compose(args, cancel);
        await CatalogModule.Reindex(composed.App.Services, new ConsoleProgress(), cancel);
        return 0;
    }
}
