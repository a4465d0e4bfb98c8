using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Shared;

/// <summary>Lets a commit in this process wake the relay at once; other processes' messages are found by its poll.</summary>
public sealed class RelaySignal
{
    private readonly SemaphoreSlim signal = new(0, 1);

    public void Wake()
    {
        // Already awake is as good as waking it; two threads racing here is harmless.
        try
        {
            if (signal.CurrentCount == 0)
                signal.Release();
        }
        catch (SemaphoreFullException)
        {
        }
    }

    internal Task<bool> Wait(TimeSpan atMost, CancellationToken cancel) => signal.WaitAsync(atMost, cancel);
}

/// <summary>Carries events from the outbox to their handlers, at least once each, exactly one effect each (inbox).
/// Any number of processes may run one: messages are leased with SKIP LOCKED. A message whose handler fails waits longer each time
/// and is parked after <see cref="MaxAttempts"/> for the operator to see and retry, unless it only waits (<see cref="NotYetException"/>). A process that ends without a word is no failure of its messages;
/// only one that takes its process with it <see cref="MaxLostLeases"/> times is parked, too.</summary>
public sealed partial class Relay(IServiceScopeFactory scopes, NpgsqlDataSource source, IEnumerable<EventSubscription> subscriptions, RelaySignal signal, ILogger<Relay> log) : BackgroundService
{
    /// <summary>Failures of a handler before the message is parked.</summary>
    public const int MaxAttempts = 10;

    /// <summary>Leases that ran out without an answer before the message is parked: it seems to kill whoever handles it.</summary>
    public const int MaxLostLeases = 20;
    private const int BatchSize = 50;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    // A killed process's batch waits this long; a slower batch is taken twice, which the inbox bears.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private readonly ILookup<string, EventSubscription> byType = subscriptions.ToLookup(s => s.EventType, StringComparer.Ordinal);

    /// <summary>Wait before attempt n+1: 0.2 s doubling to at most five minutes.</summary>
    internal static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(300, 0.2 * Math.Pow(2, attempts - 1)));

    /// <summary>Leases and handles what is due now; returns how many messages it took. Tests call it to move on without waiting.</summary>
    public async Task<int> RunOnce(CancellationToken cancel)
    {
        var batch = await LeaseBatch(cancel);
        var delivered = 0;
        try
        {
            for (; delivered < batch.Count; delivered++)
                await Deliver(batch[delivered], cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // An orderly stop hands back what it did not get to, so that nobody waits for the lease or counts it as lost.
            await Mark("update shared.outbox set leased_until = null where id = any($1) and done_at is null", CancellationToken.None, batch.Skip(delivered).Select(m => m.Id).ToArray());
            throw;
        }

        return batch.Count + await TakeUpLost(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await RunOnce(stoppingToken) == 0)
                    await signal.Wait(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or DbUpdateException or InvalidOperationException or TimeoutException)
            {
                LogUnreachable(e);
                await Task.Delay(TimeSpan.FromSeconds(2), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<List<Leased>> LeaseBatch(CancellationToken cancel)
    {
        await using var command = source.CreateCommand("""
            update shared.outbox set leased_until = now() + $1
            where id in (
                select id from shared.outbox
                where done_at is null and parked_at is null and due_at <= now() and leased_until is null
                order by due_at, id limit $2
                for update skip locked)
            returning id, type, payload, attempts
            """);
        command.Parameters.Add(new() { Value = Lease });
        command.Parameters.Add(new() { Value = BatchSize });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var batch = new List<Leased>();
        while (await reader.ReadAsync(cancel))
            batch.Add(new Leased(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3)));
        batch.Sort((a, b) => a.Id.CompareTo(b.Id));
        return batch;
    }

    /// <summary>What a vanished process left behind is leased one by one: if one of them is what killed it, only that one's lease is lost again, and only it counts up to being parked.</summary>
    private async Task<int> TakeUpLost(CancellationToken cancel)
    {
        for (var taken = 0; ; taken++)
        {
            if (await LeaseLost(cancel) is not { } message)
                return taken;
            if (message.IsParked)
                LogParked(message.Type, message.Id, MaxLostLeases);
            else
                await Deliver(message, cancel);
        }
    }

    private async Task<Leased?> LeaseLost(CancellationToken cancel)
    {
        await using var command = source.CreateCommand("""
            update shared.outbox set lost_leases = lost_leases + 1,
                leased_until = case when lost_leases + 1 < $2 then now() + $1 end,
                parked_at = case when lost_leases + 1 >= $2 then now() end,
                error = case when lost_leases + 1 >= $2 then format('Its process ended %s times while handling it.', lost_leases + 1) else error end
            where id = (
                select id from shared.outbox
                where done_at is null and parked_at is null and leased_until < now()
                order by leased_until limit 1
                for update skip locked)
            returning id, type, payload, attempts, parked_at is not null
            """);
        command.Parameters.Add(new() { Value = Lease });
        command.Parameters.Add(new() { Value = MaxLostLeases });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? new Leased(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetBoolean(4))
            : null;
    }

    private async Task Deliver(Leased message, CancellationToken cancel)
    {
        try
        {
            foreach (var subscription in byType[message.Type])
                await Handle(message, subscription, cancel);
            await Mark("update shared.outbox set done_at = now(), leased_until = null, error = null where id = $1", cancel, message.Id);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever a handler throws, the message must wait and be seen, not be lost.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var attempt = message.Attempts + 1;
            LogFailed(e, message.Type, message.Id, attempt);
            await Mark("""
                update shared.outbox set attempts = $5, leased_until = null, error = $2, due_at = now() + $3,
                    parked_at = case when $4 then now() end
                where id = $1 and done_at is null
                """, cancel, message.Id, $"{e.GetType().Name}: {e.Message}", BackOff(attempt), attempt >= MaxAttempts && e is not NotYetException, attempt);
        }
    }

    private async Task Handle(Leased message, EventSubscription subscription, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System(subscription.Handler);
        var db = (ModuleDbContext)scope.ServiceProvider.GetRequiredService(subscription.Context);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var first = await db.Database.ExecuteSqlAsync(
            $"insert into shared.inbox (message_id, handler, handled_at) values ({message.Id}, {subscription.Handler}, now()) on conflict do nothing", cancel);
        if (first == 0)
            return;
        await subscription.Invoke(scope.ServiceProvider, message.Payload, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        signal.Wake();
    }

    private async Task Mark(string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {Type} {Id} failed at attempt {Attempt}")]
    private partial void LogFailed(Exception e, string type, Guid id, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox cannot be read just now; trying again")]
    private partial void LogUnreachable(Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Type} {Id} is parked: its process ended {Times} times while handling it")]
    private partial void LogParked(string type, Guid id, int times);

    private sealed record Leased(Guid Id, string Type, string Payload, int Attempts, bool IsParked = false);
}
