using System.Numerics;
using System.Threading.Channels;
using Marketplace.Shared;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Procurement;

/// <summary>Keeps a snapshot of an account every <see cref="Every"/> entries, off the commands' way, and of one with thousands of open commitments more seldom: what is
/// written stays in proportion to what happened, and what a load reads after the snapshot to what it reads in it. A snapshot that is not kept costs a longer load,
/// nothing else; so when it is behind it drops some. Bodies take turns: accounts that grow together, as in a joint procurement, are not all due at once.</summary>
internal sealed partial class SnapshotKeeper(PurchasingJournal journal, ILogger<SnapshotKeeper> log) : BackgroundService
{
    public const int Every = 1024;
    private readonly Channel<(LocalGovernmentCode Body, JournalState State)> queue = Channel.CreateBounded<(LocalGovernmentCode, JournalState)>(
        new BoundedChannelOptions(500) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Consider(LocalGovernmentCode body, JournalState state)
    {
        var every = BitOperations.RoundUpToPowerOf2((uint)Math.Max(Every, state.Account.CommitmentCount / 4));
        if ((state.Version + body.GetHashCode()) % every == 0)
            queue.Writer.TryWrite((body, state));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (body, state) in queue.Reader.ReadAllAsync(stoppingToken))
            {
                try
                {
                    await journal.Keep(PurchasingSnapshot.Of(body, state), stoppingToken);
                }
                catch (NpgsqlException e)
                {
                    LogFailed(e, body.ToString());
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot of the account of {Body} was not kept; loading it takes longer")]
    private partial void LogFailed(Exception e, string body);
}
