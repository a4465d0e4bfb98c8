using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marketplace.Shared;

/// <summary>Section "Outbox".</summary>
public sealed class OutboxOptions
{
    /// <summary>How long a done message and its inbox rows are kept: 1 to 3,650 days. Far longer than any lease, so that a stalled process that comes back
    /// still meets the inbox row of what it wants to repeat.</summary>
    public int KeepDays { get; set; } = 14;
}

/// <summary>Removes done messages and their inbox rows when they are old enough, in small commits beside the relay's work.
/// Every process may do it: rows another one is removing are skipped. Waiting and parked messages stay, however old.</summary>
public sealed partial class OutboxUpkeep(NpgsqlDataSource source, IOptions<OutboxOptions> options, ILogger<OutboxUpkeep> log) : BackgroundService
{
    internal const int BatchSize = 2000;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    /// <summary>Removes one batch of what is too old; returns the number of messages removed.</summary>
    public async Task<int> PruneOnce(CancellationToken cancel)
    {
        await using var command = source.CreateCommand("""
            with old as (
                select id from shared.outbox where id < $3 and done_at < now() - make_interval(days => $1)
                order by id limit $2
                for update skip locked),
            forgotten as (delete from shared.inbox using old where message_id = old.id)
            delete from shared.outbox using old where outbox.id = old.id
            """);
        command.Parameters.Add(new() { Value = options.Value.KeepDays });
        command.Parameters.Add(new() { Value = BatchSize });
        // A message's key begins with the time it was made, and it was not done before: the primary key finds what is old, no index has to be kept for it.
        command.Parameters.Add(new() { Value = Guid.CreateVersion7(DateTimeOffset.UtcNow.AddDays(-options.Value.KeepDays)) });
        return await command.ExecuteNonQueryAsync(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                long removed = 0;
                for (int batch; (batch = await PruneOnce(stoppingToken)) > 0; removed += batch)
                    await Task.Delay(TimeSpan.FromMilliseconds(100), stoppingToken);
                if (removed > 0)
                    LogRemoved(removed, options.Value.KeepDays);
            }
            catch (NpgsqlException e)
            {
                LogFailed(e);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} events done more than {Days} days ago")]
    private partial void LogRemoved(long count, int days);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old events could not be removed just now; trying again")]
    private partial void LogFailed(Exception e);
}

internal static class OutboxUpkeepServices
{
    public static IServiceCollection AddOutboxUpkeep(this IServiceCollection services)
    {
        services.AddOptions<OutboxOptions>().Validate(o => o.KeepDays is >= 1 and <= 3650, "Outbox:KeepDays must be 1 to 3650.");
        services.AddSingleton<OutboxUpkeep>();
        return services.AddHostedService(p => p.GetRequiredService<OutboxUpkeep>());
    }
}
