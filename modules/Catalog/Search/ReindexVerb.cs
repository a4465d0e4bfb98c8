using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog.Search;

/// <summary>The verb <c>reindex</c>: takes all sellers' standing anew and rebuilds the index in use from the published offers, with progress.</summary>
internal static class ReindexVerb
{
    internal static async Task Reindex(IServiceProvider services, IProgress<string> progress, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System("reindex");
        await scope.ServiceProvider.GetRequiredService<SellerStandings>().TakeAll(cancel);
        await scope.ServiceProvider.GetRequiredService<ICatalogueIndex>().Rebuild(new Lines(progress), cancel);
    }

    /// <summary>Reports at once, in order; <see cref="Progress{T}"/> would report later from other threads.</summary>
    private sealed class Lines(IProgress<string> progress) : IProgress<RebuildProgress>
    {
        void IProgress<RebuildProgress>.Report(RebuildProgress value) => progress.Report($"{value.Done}/{value.Total} offers indexed");
    }
}
