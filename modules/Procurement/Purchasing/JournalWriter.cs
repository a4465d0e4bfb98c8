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
    private readonly Lane[] lanes;
    private readonly Task[] loops;

    public JournalWriter(NpgsqlDataSource source, RelaySignal relay, IEnumerable<EventSubscription> subscriptions, ILogger<JournalWriter> log)
    {
        (this.source, this.relay, this.log) = (source, relay, log);
        hasHandlers = subscriptions.Any(s => s.EventType == nameof(PurchasingRecorded));
        lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new Lane())];
        loops = [.. lanes.Select(lane => Task.Run(() => Write(lane)))];
    }

    /// <summary>Compare and set: the entry goes in only directly after the entry that it was decided on. True when it is durable; false when another process
    /// was there first, or its operation is in the journal already.</summary>
    /// <exception cref="NpgsqlException">The database failed; whether the entry is durable may be unknown.</exception>
    public Task<bool> Append(PurchasingEntry entry)
    {
        var waiting = new Waiting(entry);
        return lanes[Math.Abs(entry.Body.GetHashCode() % Lanes)].Queue.Writer.TryWrite(waiting)
            ? waiting.Durable.Task
            : Task.FromException<bool>(new ObjectDisposedException(nameof(JournalWriter)));
    }

    /// <summary>Writes what waits and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in lanes)
            lane.Queue.Writer.TryComplete();
        await Task.WhenAll(loops);
    }

    private async Task Write(Lane lane)
    {
        var batch = new List<Waiting>(MostAtOnce);
        while (await lane.Queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostAtOnce && lane.Queue.Reader.TryRead(out var waiting))
                batch.Add(waiting);
            await WriteBatch(lane, batch);
        }
    }

    private async Task WriteBatch(Lane lane, List<Waiting> batch, bool again = false)
    {
        try
        {
            await Insert(lane, batch, again);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation && !again)
        {
            // Mostly an operation that is asked for again, or another process that has the account now: look for both beforehand.
            await WriteBatch(lane, batch, again: true);
        }
        catch (PostgresException e) when (e.SqlState.StartsWith("23", StringComparison.Ordinal) && batch.Exists(w => w.Entry.Body != batch[0].Entry.Body))
        {
            // A key or check refused somebody's entry in the very moment of writing, and the whole statement with it: each account by itself then.
            foreach (var account in batch.GroupBy(w => w.Entry.Body))
                await WriteBatch(lane, [.. account], again);
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

    private async Task Insert(Lane lane, List<Waiting> batch, bool looking)
    {
        await using var command = source.CreateCommand();
        var entries = batch.ConvertAll(w => w.Entry);
        var now = DateTimeOffset.UtcNow;
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

        var heads = new Dictionary<LocalGovernmentCode, PurchasingEntry>(entries.Count);
        foreach (var entry in entries)
            heads.TryAdd(entry.Body, entry);
        if (looking || heads.Values.Any(lane.IsUnknown))
        {
            command.CommandText = Looking;
            Add(command, heads.Values.Select(e => e.Body.ToString()), NpgsqlDbType.Text);
            Add(command, heads.Values.Select(e => e.Version), NpgsqlDbType.Bigint);
            Add(command, heads.Values.Select(e => e.PreviousHash), NpgsqlDbType.Bytea);
            command.Parameters.Add(new() { Value = PurchasingEntry.Genesis });
            var fit = new HashSet<string>(StringComparer.Ordinal);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                fit.Add(reader.GetString(0));
                lane.Knows(reader.GetDateTime(1));
            }

            Written(lane, batch, w => fit.Contains(w.Entry.Body.ToString()));
        }
        else
        {
            command.CommandText = Following;
            command.Parameters.Add(new() { Value = lane.ServerSince });
            if (await command.ExecuteNonQueryAsync() == batch.Count)
                Written(lane, batch, _ => true);
            else
                await Insert(lane, batch, looking: true);
        }
    }

    private void Written(Lane lane, List<Waiting> batch, Func<Waiting, bool> isIn)
    {
        var answers = batch.ConvertAll(w => (Waiting: w, Durable: isIn(w)));
        foreach (var (waiting, durable) in answers)
        {
            if (durable)
                lane.Newest[waiting.Entry.Body] = waiting.Entry.Hash;
        }

        // In two pieces of work rather than one for each: with few processors the hand-overs cost more than the work.
        Tell(answers[..(answers.Count / 2)]);
        Tell(answers[(answers.Count / 2)..]);
        if (hasHandlers)
            relay.Wake();
    }

    private static void Tell(List<(Waiting Waiting, bool Durable)> answers) => ThreadPool.UnsafeQueueUserWorkItem(
        static all =>
        {
            foreach (var (waiting, durable) in all)
                waiting.Durable.TrySetResult(durable);
        }, answers, preferLocal: false);

    private static string Payload(PurchasingEntry entry) => System.Text.Json.JsonSerializer.Serialize(
        new PurchasingRecorded(entry.Body, entry.Version, entry.OperationId, entry.Kind, entry.About), System.Text.Json.JsonSerializerOptions.Web);

    private static void Add<T>(NpgsqlCommand command, IEnumerable<T> values, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type });

    private const string Rows = """
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            as g(body, version, operation_id, kind, events, "by", "on", at, previous_hash, hash, about, least, message, payload)
        """;

    private const string Enter = """
        insert into procurement.purchasing_journal (body, version, operation_id, kind, events, by, "on", at, previous_hash, hash, about, least)
        select body, version, operation_id, kind, events::json, "by", "on", at, previous_hash, hash, about, least from given
        """;

    // A message that no handler waits for is done when it is written.
    private const string Send = """
        insert into shared.outbox (id, type, payload, occurred_at, attempts, due_at, done_at)
        select message, $15, payload::jsonb, now(), 0, now(), case when $16 then now() end from given
        """;

    /// <summary>Entries that follow what this lane wrote itself to this very server: those are there to be followed, and if somebody else was here since, the keys
    /// refuse the statement. A server that was started since (restored to an earlier moment, or another one in its place) may have lost them; then nothing is entered.</summary>
    private const string Following = $"with given as materialized ({Rows} where pg_postmaster_start_time() = $17), entered as ({Enter}) {Send}";

    /// <summary>An account's entries fit when its newest entry is the one that the first of them was decided on and none of their operations is in the journal. In
    /// the moment between looking and writing the keys decide. Each look is a subquery for one value, which the planner cannot turn into a join: planned once while
    /// the journal is short, a join would read all of it for ever.</summary>
    private const string Looking = $"""
        with given as materialized ({Rows}),
        fit as materialized (
            select h.body from unnest($17, $18, $19) as h(body, version, previous_hash)
            where h.previous_hash = coalesce(
                (select j.hash from procurement.purchasing_journal j where j.body = h.body and j.version >= h.version - 1 order by j.version desc limit 1), $20)
            and h.body not in (select g.body from given g where (select true from procurement.purchasing_journal j where j.body = g.body and j.operation_id = g.operation_id))),
        entered as ({Enter} where body in (select body from fit)),
        sent as ({Send} where body in (select body from fit))
        select body, pg_postmaster_start_time() from fit
        """;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of {Count} purchasing entries was not written")]
    private partial void LogFailed(Exception e, int count);

    private sealed class Lane
    {
        public Channel<Waiting> Queue { get; } = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });

        /// <summary>The hash of the last entry that this lane wrote of each account.</summary>
        public Dictionary<LocalGovernmentCode, byte[]> Newest { get; } = [];

        /// <summary>When the server was started that took them (UTC).</summary>
        public DateTime ServerSince { get; private set; }

        /// <summary>What was written to another server, or before this one was started anew, is no longer known to be there.</summary>
        public void Knows(DateTime server)
        {
            if (server == ServerSince)
                return;
            Newest.Clear();
            ServerSince = server;
        }

        /// <summary>Whether the entry follows another one than this lane's last.</summary>
        public bool IsUnknown(PurchasingEntry entry) => !Newest.TryGetValue(entry.Body, out var hash) || !hash.AsSpan().SequenceEqual(entry.PreviousHash);
    }

    private sealed class Waiting(PurchasingEntry entry)
    {
        public PurchasingEntry Entry => entry;
        public TaskCompletionSource<bool> Durable { get; } = new();
    }
}
