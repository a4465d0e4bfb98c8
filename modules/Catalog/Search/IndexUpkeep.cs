using System.Diagnostics;
using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Catalog.Search;

/// <summary>An index that an older program wrote in another form, or for another question set than the one that is open now (<see cref="SearchWords.FormOf"/>), is built anew
/// while the site serves. Several replicas may do it at once; the same is written twice then.</summary>
internal sealed partial class IndexUpkeep(IServiceScopeFactory scopes, NpgsqlDataSource source, CatalogueBasis basis, ILogger<IndexUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1), LateWriters = TimeSpan.FromSeconds(15), AfterFault = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (known, since, settled) = (0, 0L, false);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // The database is asked only when another set is open than the last time, which is kept in memory for some seconds; and once more when no
                // replica can go on writing for the former set.
                if (await basis.FindOpenSet(stoppingToken) is { } open && SearchWords.FormOf(open) is var form && (form != known || (!settled && Stopwatch.GetElapsedTime(since) > LateWriters)))
                {
                    await Bring(form, stoppingToken);
                    (known, since, settled) = (form, Stopwatch.GetTimestamp(), form == known);
                }

                await Task.Delay(Look, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                LogFailed(e);
                await Task.Delay(AfterFault, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Bring(int form, CancellationToken cancel)
    {
        await using var command = source.CreateCommand("select exists (select from catalog.search_document where not removed and form <> $1)");
        command.Parameters.Add(new() { Value = form });
        if (await command.ExecuteScalarAsync(cancel) is not true)
            return;
        LogOlder();
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System("reindex");
        await scope.ServiceProvider.GetRequiredService<ICatalogueIndex>().Rebuild(new Progress<RebuildProgress>(), cancel);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The catalogue index is of an older form or question set and is built anew")]
    private partial void LogOlder();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The catalogue index could not be built anew; the verb reindex does the same")]
    private partial void LogFailed(Exception e);
}
