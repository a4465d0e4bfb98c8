using System.Security.Cryptography;
using System.Text;
using Npgsql;

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

/// <summary>Idempotency keys and the answers given under them, in PostgreSQL for all processes. Kept for <see cref="KeptDays"/> days, as the API's documentation says.</summary>
/// <para>Keys are not waited for to reach the disk: one that a crash of the database loses only lets a repeat run the handler again, which knows the act by its
/// <see cref="OperationId"/>. What the handler itself saves is durable as ever.</para>
internal sealed class AnswerStore(string connectionString) : IDisposable
{
    private readonly NpgsqlDataSource source = StorageServices.DataSource(
        connectionString, s => (s.Options, s.MaxPoolSize, s.ApplicationName) = ("-c synchronous_commit=off", 20, "marketplace keys"));

    public const int KeptDays = 7;

    // Far above the slowest request: who is silent that long has died, and the next repeat takes over.
    private static readonly TimeSpan Lapse = TimeSpan.FromSeconds(60);

    public void Dispose() => source.Dispose();

    public async Task<Claim> Claim(KeyOwner owner, byte[] request, CancellationToken cancel)
    {
        var operation = OperationOf(owner, request);
        await using var connection = await source.OpenConnectionAsync(cancel);
        while (true)
        {
            if (await Started(connection, """
                insert into shared.idempotency_key (organisation_id, person_id, key, request, started_at) values ($1, $2, $3, $4, clock_timestamp())
                on conflict do nothing returning started_at
                """, [.. Of(owner), request], cancel) is { } began)
                return new Claim.Mine(owner, began, operation);
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
        await Execute("""
            update shared.idempotency_key set status = $5, content_type = $6, answer = $7
            where organisation_id = $1 and person_id = $2 and key = $3 and started_at = $4
            """, [.. Of(mine.Owner), mine.StartedAt, answer.Status, (object?)answer.ContentType ?? DBNull.Value, answer.Body]);
        // Now and then whoever adds a key clears some old ones, so that the table needs nobody to look after it.
        if (mine.Operation.ToByteArray()[0] != 0)
            return;
        await Execute("""
            delete from shared.idempotency_key where ctid = any(array(
                select ctid from shared.idempotency_key where started_at < clock_timestamp() - $1 limit 5000 for update skip locked))
            """, [TimeSpan.FromDays(KeptDays)]);
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
}
