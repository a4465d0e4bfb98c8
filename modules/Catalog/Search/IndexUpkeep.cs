using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Catalog.Search;

/// <summary>At the start: an index that an older program wrote in another form (<see cref="SearchWords.Form"/>) is built anew while the site serves. Several replicas may do it at once;
/// the same is written twice then.</summary>
internal sealed partial class IndexUpkeep(IServiceScopeFactory scopes, NpgsqlDataSource source, ILogger<IndexUpkeep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var command = source.CreateCommand("select exists (select from catalog.search_document where not removed and form <> $1)");
            command.Parameters.Add(new() { Value = SearchWords.Form });
            if (await command.ExecuteScalarAsync(stoppingToken) is not true)
                return;
            LogOlder();
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System("reindex");
            await scope.ServiceProvider.GetRequiredService<ICatalogueIndex>().Rebuild(new Progress<RebuildProgress>(), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (NpgsqlException e)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The catalogue index is of an older form and is built anew")]
    private partial void LogOlder();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The catalogue index could not be built anew; the verb reindex does the same")]
    private partial void LogFailed(Exception e);
}
