using System.Security.Claims;
using Marketplace.Shared;
using Npgsql;

namespace Marketplace.Accounts;

/// <summary>An open token and who acts by it.</summary>
/// <param name="LastUsed">As it was written last; null before the first use.</param>
internal sealed record TokenFound(Guid Id, Claim[] Claims, DateTimeOffset? LastUsed);

/// <summary>Finds tokens by their hash. Without EF, and in one statement for all that are asked for at the same moment, as every call of a machine begins with it.</summary>
internal sealed class TokenLookup : IAsyncDisposable
{
    private const int MostAtOnce = 128;

    /// <summary>Open, and made by somebody who is neither disabled ("infinity") nor gone from the organisation.</summary>
    private const string Find = """
        select t.token_hash, t.id, t.role, p.id, p.name, o.id, o.name, o.kind, o.code, (select u.at from accounts.api_token_use u where u.token_id = t.id)
        from accounts.api_token t
        join accounts.person p on p.id = t.created_by_id and p.lockout_end is distinct from 'infinity'
        join accounts.organisation o on o.id = t.organisation_id
        where t.token_hash = any($1) and t.revoked_at is null and t.expires_at > $2
          and exists (select from accounts.membership m where m.person_id = p.id and m.organisation_id = o.id and m.ended_at is null)
        """;

    private readonly NpgsqlDataSource source;
    private readonly TimeProvider time;
    private readonly Gathering<byte[], TokenFound?> finding;

    public TokenLookup(NpgsqlDataSource source, TimeProvider time)
    {
        (this.source, this.time) = (source, time);
        finding = new(MostAtOnce, FindAll);
    }

    /// <summary>Null: unknown, revoked, expired, or its maker has left.</summary>
    public Task<TokenFound?> Of(string text, CancellationToken cancel) => finding.Ask(ApiToken.HashOf(text)).WaitAsync(cancel);

    /// <summary>At most one write a minute and token.</summary>
    public async Task Used(TokenFound token, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (token.LastUsed >= now.AddMinutes(-1))
            return;
        await using var command = source.CreateCommand("""
            insert into accounts.api_token_use (token_id, at) values ($1, $2)
            on conflict (token_id) do update set at = excluded.at where api_token_use.at < excluded.at - interval '1 minute'
            """);
        command.Parameters.Add(new() { Value = token.Id });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancel);
    }

    public ValueTask DisposeAsync() => finding.DisposeAsync();

    private async Task<IReadOnlyList<TokenFound?>> FindAll(IReadOnlyList<byte[]> hashes)
    {
        await using var command = source.CreateCommand(Find);
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. hashes] });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        var found = new Dictionary<string, TokenFound>(hashes.Count, StringComparer.Ordinal);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            Claim[] claims =
            [
                .. Session.ClaimsOf(row.GetGuid(3), row.GetString(4), row.GetGuid(5), row.GetString(6), row.GetString(7), row.GetString(2), row.IsDBNull(8) ? null : row.GetString(8)),
                new(Actor.Claims.Via, "api"),
            ];
            found[Convert.ToHexString(row.GetFieldValue<byte[]>(0))] = new TokenFound(row.GetGuid(1), claims, row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9));
        }

        return [.. hashes.Select(h => found.GetValueOrDefault(Convert.ToHexString(h)))];
    }
}
