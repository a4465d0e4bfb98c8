using System.Text.Json;
using Marketplace.Catalog.Search;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Catalog.Elasticsearch;

/// <summary>Keeps the cluster in step with the built-in index: asks five times a second for its position and brings over what changed since the one that the cluster has.
/// Of several replicas one does it at a time; a cluster without the index, or ahead of the database (which was set back), gets a new one.</summary>
internal sealed partial class ClusterFollower(ClusterIndex index, OfferDocuments documents, NpgsqlDataSource source, TimeProvider time, ILogger<ClusterFollower> log) : BackgroundService
{
    /// <summary>Key of the advisory lock "follows the index": the beginning of "es-index" in ASCII.</summary>
    private const long Lock = 0x65732d696e646578;

    private const string Unlock = "select pg_advisory_unlock($1)";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>How often the cluster's own position is read again although nothing changed here: another index may have taken the alias.</summary>
    private static readonly TimeSpan Check = TimeSpan.FromSeconds(5);

    private long known = -1;
    private DateTimeOffset checkedAt;

    /// <summary>Brings the cluster up to date.</summary>
    public async Task CatchUp(CancellationToken cancel)
    {
        var position = await documents.Position(cancel);
        if (position == known && time.GetUtcNow() - checkedAt < Check)
            return;
        await using var connection = await source.OpenConnectionAsync(cancel);
        if (!await Ask<bool>(connection, "select pg_try_advisory_lock($1)", cancel))
            return;
        try
        {
            var followed = await index.Followed(cancel);
            if (followed is null || followed > position)
                await index.Rebuild(new Progress<RebuildProgress>(), cancel);
            else if (followed < position)
                await index.Follow(followed.Value, cancel);
            (known, checkedAt) = (position, time.GetUtcNow());
        }
        finally
        {
            await Ask<bool>(connection, Unlock, CancellationToken.None);
        }
    }

    /// <summary>Builds a new index while the old one serves; waits for whoever follows just now.</summary>
    public async Task Rebuild(IProgress<RebuildProgress> progress, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await Ask<object>(connection, "select pg_advisory_lock($1)", cancel);
        try
        {
            await index.Rebuild(progress, cancel);
        }
        finally
        {
            await Ask<bool>(connection, Unlock, CancellationToken.None);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Poll;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CatchUp(stoppingToken);
                pause = Poll;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is ClusterAwayException or NpgsqlException or TimeoutException or JsonException)
            {
                if (pause == Poll)
                    LogAway(e);
                pause = TimeSpan.FromSeconds(Math.Min(30, Math.Max(1, pause.TotalSeconds * 2)));
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<T> Ask<T>(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = Lock } } };
        return (T)(await command.ExecuteScalarAsync(cancel))!;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search cluster cannot be brought up to date just now; it is tried again")]
    private partial void LogAway(Exception e);
}
