using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Shared;

/// <summary>Whose key it is: the same text of another person or organisation is another key.</summary>
internal sealed record KeyOwner(Guid OrganisationId, Guid PersonId, string Key);

internal sealed record StoredAnswer(int Status, string? ContentType, byte[] Body);

/// <summary>What became of the attempt to take a key.</summary>
internal abstract record Claim
{
    /// <summary>The caller shall do the work and then store the answer or forget the key.</summary>
    internal sealed record Mine(KeyOwner Owner, DateTime StartedAt, Guid Operation) : Claim;

    internal sealed record Answered(StoredAnswer Answer) : Claim;

    internal sealed record Running : Claim;

    internal sealed record OtherRequest : Claim;
}

/// <summary>Idempotency keys and the answers given under them, in PostgreSQL for all processes. Kept for <see cref="KeptDays"/> days, as the API's documentation says.
/// <para>Keys are not waited for to reach the disk: one that a crash of the database loses only lets a repeat run the handler again, which knows the act by its
/// <see cref="OperationId"/>. What the handler itself saves is durable as ever. Keys taken, and answers stored, at the same moment go to the database in one statement.</para></summary>
internal sealed class AnswerStore : IAsyncDisposable
{
    // A handful of rows found by their keys is all that a statement here ever needs; planned while the table was short, a join would read all of it for ever.
    private const string Settings = "-c synchronous_commit=off -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";
    private const int MostAtOnce = 128;
    private readonly NpgsqlDataSource source;
    private readonly Gathering<Taking, DateTime?> taking;
    private readonly Gathering<Storing, bool> storing;

    public AnswerStore(string connectionString)
    {
        source = StorageServices.DataSource(connectionString, s => (s.Options, s.MaxPoolSize, s.ApplicationName) = (Settings, 20, "marketplace keys"));
        taking = new(MostAtOnce, Take);
        storing = new(MostAtOnce, StoreAll);
    }

    public const int KeptDays = 7;

    // Far above the slowest request: who is silent that long has died, and the next repeat takes over.
    private static readonly TimeSpan Lapse = TimeSpan.FromSeconds(60);

    public async ValueTask DisposeAsync()
    {
        await taking.DisposeAsync();
        await storing.DisposeAsync();
        await source.DisposeAsync();
    }

    public async Task<Claim> Claim(KeyOwner owner, byte[] request, CancellationToken cancel)
    {
        var operation = OperationOf(owner, request);
        while (true)
        {
            if (await taking.Ask(new Taking(owner, request)).WaitAsync(cancel) is { } began)
                return new Claim.Mine(owner, began, operation);
            await using var connection = await source.OpenConnectionAsync(cancel);
            await using var command = new NpgsqlCommand("""
                select request, status, content_type, answer, started_at, started_at < clock_timestamp() - $4
                from shared.idempotency_key where organisation_id = $1 and person_id = $2 and key = $3
                """, connection);
            Add(command, [.. Of(owner), Lapse]);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            // Forgotten in the meantime: its turn to take it.
            if (!await reader.ReadAsync(cancel))
                continue;
            if (!reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(request))
                return new Claim.OtherRequest();
            if (!await reader.IsDBNullAsync(1, cancel))
                return new Claim.Answered(new StoredAnswer(reader.GetInt32(1), await reader.IsDBNullAsync(2, cancel) ? null : reader.GetString(2), reader.GetFieldValue<byte[]>(3)));
            var (before, lapsed) = (reader.GetDateTime(4), reader.GetBoolean(5));
            await reader.CloseAsync();
            return lapsed && await Started(connection, """
                update shared.idempotency_key set started_at = clock_timestamp()
                where organisation_id = $1 and person_id = $2 and key = $3 and status is null and started_at = $4 returning started_at
                """, [.. Of(owner), before], cancel) is { } again
                ? new Claim.Mine(owner, again, operation)
                : new Claim.Running();
        }
    }

    /// <summary>Not cancelled with the request: the work is done, and its answer shall be found.</summary>
    public async Task Store(Claim.Mine mine, StoredAnswer answer)
    {
        await storing.Ask(new Storing(mine, answer));
        // Now and then whoever adds a key clears some old ones, so that the table needs nobody to look after it. now() and not the clock itself, which no index can be asked for.
        if (mine.Operation.ToByteArray()[0] != 0)
            return;
        await Execute("""
            delete from shared.idempotency_key where ctid = any(array(
                select ctid from shared.idempotency_key where started_at < now() - $1 order by started_at limit 5000 for update skip locked))
            """, [TimeSpan.FromDays(KeptDays)]);
    }

    /// <summary>When each was taken; null where somebody has the key already. In order of keys, so that two processes with the same ones wait for each other one way round.</summary>
    private async Task<IReadOnlyList<DateTime?>> Take(IReadOnlyList<Taking> asked)
    {
        await using var command = source.CreateCommand("""
            insert into shared.idempotency_key (organisation_id, person_id, key, request, started_at)
            select g.organisation_id, g.person_id, g.key, g.request, clock_timestamp()
            from unnest($1, $2, $3, $4) as g(organisation_id, person_id, key, request) order by 1, 2, 3
            on conflict do nothing returning organisation_id, person_id, key, started_at
            """);
        AddOwners(command, asked.Select(a => a.Owner));
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. asked.Select(a => a.Request)] });
        var taken = new Dictionary<KeyOwner, DateTime>(asked.Count);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            taken.Add(new KeyOwner(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2)), reader.GetDateTime(3));
        // Of two that ask for one key at the same moment the first has it.
        return [.. asked.Select(a => taken.Remove(a.Owner, out var began) ? began : (DateTime?)null)];
    }

    private async Task<IReadOnlyList<bool>> StoreAll(IReadOnlyList<Storing> asked)
    {
        await using var command = source.CreateCommand("""
            update shared.idempotency_key k set status = g.status, content_type = g.content_type, answer = g.answer
            from unnest($1, $2, $3, $4, $5, $6, $7) as g(organisation_id, person_id, key, started_at, status, content_type, answer)
            where k.organisation_id = g.organisation_id and k.person_id = g.person_id and k.key = g.key and k.started_at = g.started_at
            """);
        AddOwners(command, asked.Select(a => a.Mine.Owner));
        command.Parameters.Add(new NpgsqlParameter<DateTime[]> { TypedValue = [.. asked.Select(a => a.Mine.StartedAt)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. asked.Select(a => a.Answer.Status)] });
        command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = [.. asked.Select(a => a.Answer.ContentType)] });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. asked.Select(a => a.Answer.Body)] });
        await command.ExecuteNonQueryAsync();
        return new bool[asked.Count];
    }

    public Task Forget(Claim.Mine mine) => Execute(
        "delete from shared.idempotency_key where organisation_id = $1 and person_id = $2 and key = $3 and started_at = $4", [.. Of(mine.Owner), mine.StartedAt]);

    /// <summary>UUIDv8 of a SHA-256.</summary>
    private static Guid OperationOf(KeyOwner owner, byte[] request)
    {
        var hash = SHA256.HashData([.. owner.OrganisationId.ToByteArray(), .. owner.PersonId.ToByteArray(), .. request, .. Encoding.UTF8.GetBytes(owner.Key)]);
        var bytes = hash.AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static void AddOwners(NpgsqlCommand command, IEnumerable<KeyOwner> owners)
    {
        var all = owners.ToList();
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. all.Select(o => o.OrganisationId)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. all.Select(o => o.PersonId)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. all.Select(o => o.Key)] });
    }

    private static object[] Of(KeyOwner owner) => [owner.OrganisationId, owner.PersonId, owner.Key];

    private static async Task<DateTime?> Started(NpgsqlConnection connection, string sql, object[] values, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        Add(command, values);
        return (DateTime?)await command.ExecuteScalarAsync(cancel);
    }

    private async Task Execute(string sql, object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static void Add(NpgsqlCommand command, object[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
    }

    private sealed record Taking(KeyOwner Owner, byte[] Request);

    private sealed record Storing(Claim.Mine Mine, StoredAnswer Answer);
}
