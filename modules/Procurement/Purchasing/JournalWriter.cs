using System.Threading.Channels;
using Marketplace.Shared;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Procurement;

/// <summary>Writes journal entries of all accounts: what waits at the same moment goes to PostgreSQL in one statement, one round trip and one commit (group commit),
/// and one outbox message tells of it. A batch is what gathered while the one before was written, at most <see cref="MostAtOnce"/>; nobody waits for it to fill.
/// An account's entries always go through the same lane, in order; an account whose entries do not fit fails alone.</summary>
internal sealed partial class JournalWriter : IAsyncDisposable
{
    public const int MostAtOnce = 256;

    /// <summary>Two batches under way keep PostgreSQL busy while the other one is flushed to disk; more only make the batches smaller.</summary>
    private const int Lanes = 2;

    /// <summary>A lane keeps its connection while it has work: from the pool each batch would go to another of PostgreSQL's processes, with cold caches.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
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
        while (await HasWork(lane))
        {
            batch.Clear();
            while (batch.Count < MostAtOnce && lane.Queue.Reader.TryRead(out var waiting))
                batch.Add(waiting);
            await WriteBatch(lane, batch);
        }

        await lane.Disconnect();
    }

    private static async Task<bool> HasWork(Lane lane)
    {
        var work = lane.Queue.Reader.WaitToReadAsync().AsTask();
        try
        {
            return await work.WaitAsync(Idle);
        }
        catch (TimeoutException)
        {
            await lane.Disconnect();
            return await work;
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
        var connection = await lane.Connect(source);
        var heads = new Dictionary<LocalGovernmentCode, PurchasingEntry>(batch.Count);
        foreach (var waiting in batch)
            heads.TryAdd(waiting.Entry.Body, waiting.Entry);
        var (fitting, unfit) = (batch, new List<Waiting>());
        if (looking || heads.Values.Any(lane.IsUnknown))
        {
            var fit = await Look(lane, connection, heads.Values, batch);
            fitting = batch.FindAll(w => fit.Contains(w.Entry.Body.ToString()));
            unfit = batch.FindAll(w => !fit.Contains(w.Entry.Body.ToString()));
        }

        if (fitting.Count > 0 && !await Enter(lane, connection, fitting.ConvertAll(w => w.Entry)))
        {
            await Insert(lane, batch, looking: true);
            return;
        }

        // Nobody is answered before: had writing failed, all of the batch would be tried again.
        if (unfit.Count > 0)
            Answer(unfit, durable: false);
        foreach (var waiting in fitting)
            lane.Newest[waiting.Entry.Body] = waiting.Entry.Hash;
        // In two pieces of work rather than one for each: with few processors the hand-overs cost more than the work.
        Answer(fitting[..(fitting.Count / 2)], durable: true);
        Answer(fitting[(fitting.Count / 2)..], durable: true);
        if (hasHandlers)
            relay.Wake();
    }

    /// <summary>The codes of the accounts whose entries fit: the account's newest entry is the one that the first of them was decided on, and none of their operations is in
    /// the journal. In the moment between looking and writing the keys decide.</summary>
    private static async Task<HashSet<string>> Look(Lane lane, NpgsqlConnection connection, IReadOnlyCollection<PurchasingEntry> heads, List<Waiting> batch)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = LookSql;
        Add(command, heads.Select(e => e.Body.ToString()), NpgsqlDbType.Text);
        Add(command, heads.Select(e => e.Version), NpgsqlDbType.Bigint);
        Add(command, heads.Select(e => e.PreviousHash), NpgsqlDbType.Bytea);
        command.Parameters.Add(new() { Value = PurchasingEntry.Genesis });
        Add(command, batch.Select(w => w.Entry.Body.ToString()), NpgsqlDbType.Text);
        Add(command, batch.Select(w => w.Entry.OperationId), NpgsqlDbType.Uuid);
        var fit = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            fit.Add(reader.GetString(0));
            lane.Knows(reader.GetDateTime(1));
        }

        return fit;
    }

    /// <summary>False: the server was started since the lane last heard of it, and nothing was entered.</summary>
    private async Task<bool> Enter(Lane lane, NpgsqlConnection connection, List<PurchasingEntry> entries)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = EnterSql;
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
        command.Parameters.Add(new() { Value = lane.ServerSince });
        var told = OutboxMessage.Of(new PurchasingRecorded(entries.ConvertAll(e => new RecordedCommand(e.Body, e.Version, e.OperationId, e.Kind, e.About))), DateTimeOffset.UtcNow);
        command.Parameters.Add(new() { Value = told.Id });
        command.Parameters.Add(new() { Value = told.Type });
        command.Parameters.Add(new() { Value = told.Payload, NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = !hasHandlers });
        return await command.ExecuteNonQueryAsync() == 1;
    }

    private static void Answer(List<Waiting> waiting, bool durable) => ThreadPool.UnsafeQueueUserWorkItem(
        static all =>
        {
            foreach (var waiting in all.Waiting)
                waiting.Durable.TrySetResult(all.Durable);
        }, (Waiting: waiting, Durable: durable), preferLocal: false);

    private static void Add<T>(NpgsqlCommand command, IEnumerable<T> values, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type });

    /// <summary>Each look is a subquery for one value, which the planner cannot turn into a join: planned once while the journal is short, a join would read all of it for ever.</summary>
    private static readonly string LookSql = $"""
        select h.body, pg_postmaster_start_time() from unnest($1, $2, $3) as h(body, version, previous_hash)
        where h.previous_hash = coalesce(
            (select j.hash from procurement.purchasing_journal j where j.body = h.body and j.version >= h.version - 1 order by j.version desc limit 1), $4)
        and h.body not in (
            select g.body from unnest($5, $6) as g(body, operation_id)
            where (select true from procurement.purchasing_journal where {PurchasingJournal.OfOperation("g.body", "g.operation_id")}))
        """;

    /// <summary>Entries that follow what the lane wrote or saw itself on this very server: that is there to be followed, and if somebody else was here since, the keys refuse
    /// the statement. A server that was started since (restored to an earlier moment, or another one in its place) may have lost it; then nothing is entered. The message is
    /// done when it is written if no handler waits for it.</summary>
    private const string EnterSql = """
        with entered as (
            insert into procurement.purchasing_journal (body, version, operation_id, kind, events, by, "on", at, previous_hash, hash, about, least)
            select body, version, operation_id, kind, events::json, "by", "on", at, previous_hash, hash, about, least
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as g(body, version, operation_id, kind, events, "by", "on", at, previous_hash, hash, about, least)
            where pg_postmaster_start_time() = $13)
        insert into shared.outbox (id, type, payload, occurred_at, attempts, due_at, done_at)
        select $14, $15, $16, now(), 0, now(), case when $17 then now() end where pg_postmaster_start_time() = $13
        """;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of {Count} purchasing entries was not written")]
    private partial void LogFailed(Exception e, int count);

    private sealed class Lane
    {
        private NpgsqlConnection? connection;

        public Channel<Waiting> Queue { get; } = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });

        /// <summary>The hash of the last entry that this lane wrote of each account.</summary>
        public Dictionary<LocalGovernmentCode, byte[]> Newest { get; } = [];

        /// <summary>When the server was started that took them (UTC).</summary>
        public DateTime ServerSince { get; private set; }

        /// <summary>The lane's connection, a new one when there is none or it broke.</summary>
        public async ValueTask<NpgsqlConnection> Connect(NpgsqlDataSource source)
        {
            if (connection is { State: System.Data.ConnectionState.Open })
                return connection;
            await Disconnect();
            return connection = await source.OpenConnectionAsync();
        }

        public async ValueTask Disconnect()
        {
            if (connection is not null)
                await connection.DisposeAsync();
            connection = null;
        }

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
