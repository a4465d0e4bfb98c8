using System.Runtime.CompilerServices;
using System.Text.Json;
using Marketplace.Shared;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Procurement;

/// <summary>What an append met.</summary>
internal enum Append
{
    /// <summary>The entry is durable.</summary>
    Done,

    /// <summary>Somebody else wrote that version first, or the entry before it is not the one it was decided on.</summary>
    VersionTaken,

    /// <summary>The operation id is in the journal already.</summary>
    OperationTaken,
}

/// <summary>The journals of all accounts in PostgreSQL. Every call is one statement and one round trip.</summary>
internal sealed class PurchasingJournal(NpgsqlDataSource source)
{
    private const string Columns = "body, version, operation_id, kind, events::text, by, \"on\", at, previous_hash, hash";

    /// <summary>Compare and set: the entry goes in only directly after the entry that it was decided on.</summary>
    public async Task<Append> Add(PurchasingEntry entry, CancellationToken cancel)
    {
        await using var command = source.CreateCommand("""
            insert into procurement.purchasing_journal (body, version, operation_id, kind, events, by, "on", at, previous_hash, hash)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
            where $2 = 1 or exists (select from procurement.purchasing_journal where body = $1 and version = $2 - 1 and hash = $9)
            """);
        command.Parameters.Add(new() { Value = entry.Body.ToString() });
        command.Parameters.Add(new() { Value = entry.Version });
        command.Parameters.Add(new() { Value = entry.OperationId });
        command.Parameters.Add(new() { Value = entry.Kind });
        command.Parameters.Add(new() { Value = entry.Events, NpgsqlDbType = NpgsqlDbType.Json });
        command.Parameters.Add(new() { Value = entry.By });
        command.Parameters.Add(new() { Value = entry.On });
        command.Parameters.Add(new() { Value = entry.At });
        command.Parameters.Add(new() { Value = entry.PreviousHash });
        command.Parameters.Add(new() { Value = entry.Hash });
        try
        {
            return await command.ExecuteNonQueryAsync(cancel) == 1 ? Append.Done : Append.VersionTaken;
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "ux_purchasing_journal_operation" })
        {
            return Append.OperationTaken;
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "pk_purchasing_journal" })
        {
            return Append.VersionTaken;
        }
    }

    /// <summary>The entries after a version, in order.</summary>
    public Task<List<PurchasingEntry>> Tail(LocalGovernmentCode body, long after, CancellationToken cancel) =>
        Read($"select {Columns} from procurement.purchasing_journal where body = $1 and version > $2 order by version", cancel, body.ToString(), after);

    /// <summary>The entries after a version, in order, and before them the operation's own entry if it is older than that.</summary>
    public Task<List<PurchasingEntry>> TailAndOperation(LocalGovernmentCode body, long after, Guid operation, CancellationToken cancel) => Read(
        $"""
        select {Columns} from procurement.purchasing_journal where body = $1 and version > $2
        union all
        select {Columns} from procurement.purchasing_journal where body = $1 and operation_id = $3 and version <= $2
        order by version
        """, cancel, body.ToString(), after, operation);

    /// <summary>Entries that concern a budget line and are older than a version, newest first.</summary>
    public Task<List<PurchasingEntry>> OfLine(LocalGovernmentCode body, FiscalYear year, string line, long before, int atMost, CancellationToken cancel) => Read(
        $"""
        select {Columns} from procurement.purchasing_journal
        where body = $1 and version < $2 and events::jsonb @> $3::jsonb order by version desc limit $4
        """, cancel, body.ToString(), before, JsonSerializer.Serialize(new[] { new { year = year.Year, line } }), atMost);

    /// <summary>Every account's entries, account by account in order of version, without holding them all.</summary>
    public async IAsyncEnumerable<PurchasingEntry> All([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = source.CreateCommand($"select {Columns} from procurement.purchasing_journal order by body, version");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            yield return Of(reader);
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
    };
}
