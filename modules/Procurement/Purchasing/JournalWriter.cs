using System.Threading.Channels;
using Marketplace.Shared;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Procurement;

/// <summary>Writes journal entries of all accounts, each with its outbox row: what waits at the same moment goes to PostgreSQL in one statement, one round trip
/// and one commit (group commit). A batch is what gathered while the one before was written, at most <see cref="MostAtOnce"/>; nobody waits for it to fill.
/// An account's entries always go through the same lane, in order; an account whose entries do not fit fails alone.</summary>
internal sealed partial class JournalWriter : IAsyncDisposable
{
    public const int MostAtOnce = 256;

    /// <summary>Two batches under way keep PostgreSQL busy while the other one is flushed to disk; more only make the batches smaller.</summary>
    private const int Lanes = 2;
    private readonly NpgsqlDataSource source;
    private readonly RelaySignal relay;
    private readonly ILogger<JournalWriter> log;
    private readonly bool hasHandlers;
    private readonly Channel<Waiting>[] lanes;
    private readonly Task[] loops;

    public JournalWriter(NpgsqlDataSource source, RelaySignal relay, IEnumerable<EventSubscription> subscriptions, ILogger<JournalWriter> log)
    {
        (this.source, this.relay, this.log) = (source, relay, log);
        hasHandlers = subscriptions.Any(s => s.EventType == nameof(PurchasingRecorded));
        lanes = [.. Enumerable.Range(0, Lanes).Select(_ => Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true }))];
        loops = [.. lanes.Select(lane => Task.Run(() => Write(lane.Reader)))];
    }

    /// <summary>Compare and set: the entry goes in only directly after the entry that it was decided on. True when it is durable; false when another process
    /// was there first, or its operation is in the journal already.</summary>
    /// <exception cref="NpgsqlException">The database failed; whether the entry is durable may be unknown.</exception>
    public Task<bool> Append(PurchasingEntry entry)
    {
        var waiting = new Waiting(entry);
        return lanes[Math.Abs(entry.Body.GetHashCode() % Lanes)].Writer.TryWrite(waiting)
            ? waiting.Durable.Task
            : Task.FromException<bool>(new ObjectDisposedException(nameof(JournalWriter)));
    }

    /// <summary>Writes what waits and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in lanes)
            lane.Writer.TryComplete();
        await Task.WhenAll(loops);
    }

    private async Task Write(ChannelReader<Waiting> lane)
    {
        var batch = new List<Waiting>(MostAtOnce);
        while (await lane.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostAtOnce && lane.TryRead(out var waiting))
                batch.Add(waiting);
            await WriteBatch(batch);
        }
    }

    private async Task WriteBatch(List<Waiting> batch)
    {
        try
        {
            await Insert(batch);
        }
        catch (PostgresException e) when (e.SqlState.StartsWith("23", StringComparison.Ordinal) && batch.Exists(w => w.Entry.Body != batch[0].Entry.Body))
        {
            // A key or check refused somebody's entry in the very moment of writing, and the whole statement with it: each account by itself then.
            foreach (var account in batch.GroupBy(w => w.Entry.Body))
                await WriteBatch([.. account]);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            foreach (var waiting in batch)
                waiting.Durable.TrySetResult(false);
        }
#pragma warning disable CA1031 // Whatever went wrong is for those who wait; the lane must go on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(e, batch.Count);
            foreach (var waiting in batch)
                waiting.Durable.TrySetException(e);
        }
    }

    private async Task Insert(List<Waiting> batch)
    {
        await using var command = source.CreateCommand(Sql);
        var entries = batch.ConvertAll(w => w.Entry);
        var firsts = new Dictionary<LocalGovernmentCode, PurchasingEntry>(entries.Count);
        foreach (var entry in entries)
            firsts.TryAdd(entry.Body, entry);
        var heads = firsts.Values;
        var now = DateTimeOffset.UtcNow;
        Add(command, heads.Select(e => e.Body.ToString()), NpgsqlDbType.Text);
        Add(command, heads.Select(e => e.Version), NpgsqlDbType.Bigint);
        Add(command, heads.Select(e => e.PreviousHash), NpgsqlDbType.Bytea);
        Add(command, entries.Select(e => e.Body.ToString()), NpgsqlDbType.Text);
        Add(command, entries.Select(e => e.Version), NpgsqlDbType.Bigint);
        Add(command, entries.Select(e => e.OperationId), NpgsqlDbType.Uuid);
        Add(command, entries.Select(e => e.Kind), NpgsqlDbType.Text);
        Add(command, entries.Select(e => e.Events), NpgsqlDbType.Text);
        Add(command, entries.Select(e => e.By), NpgsqlDbType.Text);
        Add(command, entries.Select(e => e.On), NpgsqlDbType.Date);
        Add(command, entries.Select(e => e.At), NpgsqlDbType.TimestampTz);
        Add(command, entries.Select(e => e.PreviousHash), NpgsqlDbType.Bytea);
        Add(command, entries.Select(e => e.Hash), NpgsqlDbType.Bytea);
        Add(command, entries.Select(e => e.About), NpgsqlDbType.Text);
        Add(command, entries.Select(e => e.Least), NpgsqlDbType.Bigint);
        Add(command, entries.Select(_ => Guid.CreateVersion7(now)), NpgsqlDbType.Uuid);
        Add(command, entries.Select(Payload), NpgsqlDbType.Text);
        command.Parameters.Add(new() { Value = nameof(PurchasingRecorded) });
        command.Parameters.Add(new() { Value = !hasHandlers });

        var written = new HashSet<string>(StringComparer.Ordinal);
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                written.Add(reader.GetString(0));
        }

        foreach (var waiting in batch)
            waiting.Durable.TrySetResult(written.Contains(waiting.Entry.Body.ToString()));
        if (hasHandlers)
            relay.Wake();
    }

    private static string Payload(PurchasingEntry entry) => System.Text.Json.JsonSerializer.Serialize(
        new PurchasingRecorded(entry.Body, entry.Version, entry.OperationId, entry.Kind, entry.About), System.Text.Json.JsonSerializerOptions.Web);

    private static void Add<T>(NpgsqlCommand command, IEnumerable<T> values, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type });

    /// <summary>An account's entries fit when the one before its first is the one it was decided on, and nobody wrote the first's version or any of its operations
    /// since. In the moment between looking and writing the keys decide. A message that no handler waits for is done when it is written.</summary>
    private const string Sql = """
        with fit as (
            select h.body from unnest($1, $2, $3) as h(body, version, previous_hash)
            where (h.version = 1 or exists (select from procurement.purchasing_journal j where j.body = h.body and j.version = h.version - 1 and j.hash = h.previous_hash))
              and not exists (select from procurement.purchasing_journal j where j.body = h.body and j.version = h.version)
              and not exists (select from unnest($4, $6) as o(body, operation_id)
                  join procurement.purchasing_journal j on j.body = o.body and j.operation_id = o.operation_id where o.body = h.body)),
        given as (
            select g.* from unnest($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
                as g(body, version, operation_id, kind, events, "by", "on", at, previous_hash, hash, about, least, message, payload)
            where g.body in (select body from fit)),
        entered as (
            insert into procurement.purchasing_journal (body, version, operation_id, kind, events, by, "on", at, previous_hash, hash, about, least)
            select body, version, operation_id, kind, events::json, "by", "on", at, previous_hash, hash, about, least from given),
        sent as (
            insert into shared.outbox (id, type, payload, occurred_at, attempts, due_at, done_at)
            select message, $18, payload::jsonb, now(), 0, now(), case when $19 then now() end from given)
        select body from fit
        """;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of {Count} purchasing entries was not written")]
    private partial void LogFailed(Exception e, int count);

    private sealed class Waiting(PurchasingEntry entry)
    {
        public PurchasingEntry Entry => entry;
        public TaskCompletionSource<bool> Durable { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
