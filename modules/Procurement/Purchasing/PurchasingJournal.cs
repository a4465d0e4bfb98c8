using System.Runtime.CompilerServices;
using System.Text.Json;
using Marketplace.Shared;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Procurement;

/// <summary>Reads the journals of all accounts. Every call is one statement and one round trip; <see cref="JournalWriter"/> writes them.</summary>
internal sealed class PurchasingJournal(NpgsqlDataSource source)
{
    /// <summary>An operation's entry, by the index of operations: were the body's code usable as it is, a plan made while the journal is short would take the key and read
    /// all of the account for ever.</summary>
    public static string OfOperation(string body, string operation) => $"operation_id = {operation} and body || '' = {body}";

    private const string Columns = "body, version, operation_id, kind, events::text, by, \"on\", at, previous_hash, hash, about, least";

    /// <summary>The account as the database has it: the snapshot, if one fits the journal, and the entries after it. One statement, so that both are of the
    /// same moment: a snapshot may be replaced at any time.</summary>
    public async Task<JournalState> Load(LocalGovernmentCode body, CancellationToken cancel)
    {
        await using var command = source.CreateCommand($"""
            with kept as materialized (
                select s.version, s.hash, s.account from procurement.purchasing_snapshot s
                where s.body = $1 and exists (select from procurement.purchasing_journal j where j.body = s.body and j.version = s.version and j.hash = s.hash))
            select null, version, null::uuid, null, account::text, null, null::date, null::timestamptz, null::bytea, hash, null, 0 from kept
            union all
            select {Columns} from procurement.purchasing_journal where body = $1 and version > coalesce((select version from kept), 0)
            order by 2
            """);
        command.Parameters.Add(new() { Value = body.ToString() });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var state = JournalState.Empty;
        while (await reader.ReadAsync(cancel))
        {
            state = await reader.IsDBNullAsync(0, cancel)
                ? new PurchasingSnapshot { Body = body, Version = reader.GetInt64(1), Hash = reader.GetFieldValue<byte[]>(9), Account = reader.GetString(4) }.Read()
                : state.After(Of(reader));
        }

        return state;
    }

    /// <summary>Keeps a state for quicker loading, unless a newer one is there.</summary>
    public async Task Keep(PurchasingSnapshot snapshot, CancellationToken cancel)
    {
        await using var command = source.CreateCommand("""
            insert into procurement.purchasing_snapshot as s (body, version, hash, account) values ($1, $2, $3, $4)
            on conflict (body) do update set version = excluded.version, hash = excluded.hash, account = excluded.account where s.version < excluded.version
            """);
        command.Parameters.Add(new() { Value = snapshot.Body.ToString() });
        command.Parameters.Add(new() { Value = snapshot.Version });
        command.Parameters.Add(new() { Value = snapshot.Hash });
        command.Parameters.Add(new() { Value = snapshot.Account, NpgsqlDbType = NpgsqlDbType.Json });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The entries after a version, in order.</summary>
    public Task<List<PurchasingEntry>> Tail(LocalGovernmentCode body, long after, CancellationToken cancel) =>
        Read($"select {Columns} from procurement.purchasing_journal where body = $1 and version > $2 order by version", cancel, body.ToString(), after);

    /// <summary>The entries after a version, in order, and before them the operation's own entry if it is older than that.</summary>
    public Task<List<PurchasingEntry>> TailAndOperation(LocalGovernmentCode body, long after, Guid operation, CancellationToken cancel) => Read(
        $"""
        select {Columns} from procurement.purchasing_journal where body = $1 and version > $2
        union all
        select {Columns} from procurement.purchasing_journal where {OfOperation("$1", "$3")} and version <= $2
        order by version
        """, cancel, body.ToString(), after, operation);

    /// <summary>Entries that concern a budget line and are older than a version, newest first.</summary>
    public Task<List<PurchasingEntry>> OfLine(LocalGovernmentCode body, FiscalYear year, string line, long before, int atMost, CancellationToken cancel) => Read(
        $"""
        select {Columns} from procurement.purchasing_journal
        where body = $1 and version < $2 and events::jsonb @> $3::jsonb order by version desc limit $4
        """, cancel, body.ToString(), before, JsonSerializer.Serialize(new[] { new { year = year.Year, line } }), atMost);

    /// <summary>An account's entries older than a version, newest first.</summary>
    public Task<List<PurchasingEntry>> Latest(LocalGovernmentCode body, long before, int atMost, CancellationToken cancel) => Read(
        $"select {Columns} from procurement.purchasing_journal where body = $1 and version < $2 order by version desc limit $3", cancel, body.ToString(), before, atMost);

    /// <summary>What was carried over to the next year, by line.</summary>
    public async Task<Dictionary<string, Money>> CarriedOut(LocalGovernmentCode body, FiscalYear year, CancellationToken cancel)
    {
        await using var command = source.CreateCommand("""
            select e->>'line', sum((e->>'amount')::bigint)::bigint
            from procurement.purchasing_journal j, json_array_elements(j.events) e
            where j.body = $1 and j.kind = 'CarryOver' and e->>'type' = 'carried-out' and (e->>'year')::int = $2 group by 1
            """);
        command.Parameters.Add(new() { Value = body.ToString() });
        command.Parameters.Add(new() { Value = year.Year });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var carried = new Dictionary<string, Money>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
            carried[reader.GetString(0)] = new Money(reader.GetInt64(1));
        return carried;
    }

    /// <summary>Every account's entries, account by account in order of version, without holding them all.</summary>
    public async IAsyncEnumerable<PurchasingEntry> All([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = source.CreateCommand($"select {Columns} from procurement.purchasing_journal order by body, version");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            yield return Of(reader);
    }

    /// <summary>Every snapshot.</summary>
    public async Task<List<PurchasingSnapshot>> Snapshots(CancellationToken cancel)
    {
        await using var command = source.CreateCommand("select body, version, hash, account::text from procurement.purchasing_snapshot order by body");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var snapshots = new List<PurchasingSnapshot>();
        while (await reader.ReadAsync(cancel))
        {
            snapshots.Add(new PurchasingSnapshot
            {
                Body = LocalGovernmentCode.Parse(reader.GetString(0)), Version = reader.GetInt64(1), Hash = reader.GetFieldValue<byte[]>(2), Account = reader.GetString(3),
            });
        }

        return snapshots;
    }

    private async Task<List<PurchasingEntry>> Read(string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var entries = new List<PurchasingEntry>();
        while (await reader.ReadAsync(cancel))
            entries.Add(Of(reader));
        return entries;
    }

    private static PurchasingEntry Of(NpgsqlDataReader row) => new()
    {
        Body = LocalGovernmentCode.Parse(row.GetString(0)),
        Version = row.GetInt64(1),
        OperationId = row.GetGuid(2),
        Kind = row.GetString(3),
        Events = row.GetString(4),
        By = row.GetString(5),
        On = row.GetFieldValue<DateOnly>(6),
        At = row.GetFieldValue<DateTimeOffset>(7),
        PreviousHash = row.GetFieldValue<byte[]>(8),
        Hash = row.GetFieldValue<byte[]>(9),
        About = row.IsDBNull(10) ? null : row.GetString(10),
        Least = row.GetInt64(11),
    };
}
