using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Shared;

[Trait("Kind", "Db")]
public sealed class AuditTests : IAsyncLifetime
{
    private string connection = "";
    private ServiceProvider services = null!;

    public async ValueTask InitializeAsync()
    {
        connection = await TestDatabase.Create();
        services = new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.None)).AddShared(connection).BuildServiceProvider();
        while (await services.GetRequiredService<AuditSealer>().SealOnce(TestContext.Current.CancellationToken) > 0)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await TestDatabase.Drop(connection);
    }

    [Fact]
    public async Task The_seeds_trail_is_sealed_and_verifies()
    {
        var verdict = await Verify();
        Assert.Null(verdict.Fault);
        Assert.True(verdict.Rows > 1788, $"{verdict.Rows} rows");
    }

    [Fact]
    public async Task A_row_cannot_be_changed_or_removed()
    {
        await Assert.ThrowsAsync<PostgresException>(() => Execute("update shared.audit set person_name = 'someone else' where sequence = 5"));
        await Assert.ThrowsAsync<PostgresException>(() => Execute("delete from shared.audit where sequence = 5"));
        await Assert.ThrowsAsync<PostgresException>(() => Execute("update shared.audit_blocks set rows = 1 where number = 1"));
    }

    [Fact]
    public async Task One_byte_changed_behind_the_triggers_is_named()
    {
        await Execute("alter table shared.audit disable trigger user; update shared.audit set after = replace(after, 'a', 'b') where sequence = 17; alter table shared.audit enable trigger user");
        Assert.Contains("17", (await Verify()).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_row_is_noticed()
    {
        await Execute("alter table shared.audit disable trigger user; delete from shared.audit where sequence = 20; alter table shared.audit enable trigger user");
        Assert.Contains("Block 1", (await Verify()).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_or_removed_block_is_noticed()
    {
        await Execute("insert into shared.audit (at, person_name, organisation_id, organisation_name, role, via, record, record_id, change) values (now(), 'x', gen_random_uuid(), 'y', 'z', 'test', 'a.b', '1', 'added')");
        await services.GetRequiredService<AuditSealer>().SealOnce(TestContext.Current.CancellationToken);
        Assert.Null((await Verify()).Fault);
        await Execute("alter table shared.audit_blocks disable trigger user; update shared.audit_blocks set hash = sha256(hash) where number = 1; alter table shared.audit_blocks enable trigger user");
        Assert.NotNull((await Verify()).Fault);
        await Execute("alter table shared.audit_blocks disable trigger user; delete from shared.audit_blocks where number = (select max(number) from shared.audit_blocks); alter table shared.audit_blocks enable trigger user");
        Assert.NotNull((await Verify()).Fault);
    }

    [Fact]
    public async Task A_row_slipped_into_a_sealed_block_is_noticed()
    {
        // As one would who knows how rows are hashed: the row itself is right, its block is not.
        await Execute("insert into shared.audit (at, person_name, organisation_id, organisation_name, role, via, record, record_id, change) values (now(), 'x', gen_random_uuid(), 'y', 'z', 'test', 'a.b', '1', 'added')");
        await using var scope = services.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<SharedDbContext>().Audit.OrderByDescending(r => r.Sequence).FirstAsync(TestContext.Current.CancellationToken);
        await Execute($"update shared.audit set block = 1, hash = decode('{Convert.ToHexString(row.ContentHash())}', 'hex') where sequence = {row.Sequence}");
        Assert.Contains("Block 1", (await Verify()).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sealers_make_one_chain()
    {
        var sealer = services.GetRequiredService<AuditSealer>();
        await Execute("insert into shared.audit (at, person_name, organisation_id, organisation_name, role, via, record, record_id, change) select now(), 'x', gen_random_uuid(), 'y', 'z', 'test', 'a.b', i::text, 'added' from generate_series(1, 300) i");
        await Task.WhenAll(sealer.SealOnce(default), sealer.SealOnce(default), sealer.SealOnce(default));
        await sealer.SealOnce(default);
        Assert.Null((await Verify()).Fault);
    }

    private async Task<AuditVerdict> Verify()
    {
        return await services.GetRequiredService<AuditVerifier>().Verify(TestContext.Current.CancellationToken);
    }

    private async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
