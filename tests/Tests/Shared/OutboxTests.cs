using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Shared;

/// <summary>Relay, inbox, back-off and parking on a real PostgreSQL, with handlers of the tests' own.</summary>
[Trait("Kind", "Db")]
public sealed class OutboxTests : IAsyncLifetime
{
    private string connection = "";

    public async ValueTask InitializeAsync() => connection = await TestDatabase.Create(seeded: false);

    public async ValueTask DisposeAsync() => await TestDatabase.Drop(connection);

    [Fact]
    public async Task A_published_event_reaches_each_handler_once_even_with_two_relays()
    {
        var seen = new Seen();
        await using var services = Services(seen);
        await using var other = Services(seen);
        for (var i = 0; i < 120; i++)
            await Publish(services, new Rang(i));
        await Task.WhenAll(Drain(services), Drain(other));
        Assert.Equal(Enumerable.Range(0, 120), seen.Rings.Order());
    }

    [Fact]
    public async Task A_failing_handler_is_asked_again_and_the_others_are_not()
    {
        var seen = new Seen { FailuresLeft = 2 };
        await using var services = Services(seen);
        await Publish(services, new Rang(7));
        await Drain(services, until: () => seen.Rings.Count == 1 && seen.Second.Count == 1);
        Assert.Equal([7], seen.Second);
        Assert.Equal([7], seen.Rings);
    }

    [Fact]
    public async Task After_ten_attempts_a_message_is_parked_with_its_reason()
    {
        var seen = new Seen { FailuresLeft = int.MaxValue };
        await using var services = Services(seen);
        await Publish(services, new Rang(1));
        for (var attempt = 0; attempt < Relay.MaxAttempts; attempt++)
        {
            await Execute("update shared.outbox set due_at = now()");
            await services.GetRequiredService<Relay>().RunOnce(TestContext.Current.CancellationToken);
        }

        Assert.Equal(1L, await Scalar("select count(*) from shared.outbox where parked_at is not null and error like '%not today%'"));
        Assert.Equal(0, await services.GetRequiredService<Relay>().RunOnce(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_a_handler_did_and_its_inbox_row_are_one_commit()
    {
        var seen = new Seen { FailuresLeft = 1 };
        await using var services = Services(seen);
        await Publish(services, new Rang(3));
        await services.GetRequiredService<Relay>().RunOnce(TestContext.Current.CancellationToken);
        Assert.Equal(0L, await Scalar("select count(*) from shared.inbox where handler = 'FirstBell'"));
        await Drain(services, until: () => seen.Rings.Count == 1);
        Assert.Equal(1L, await Scalar("select count(*) from shared.inbox where handler = 'FirstBell'"));
    }

    [Fact]
    public async Task Killed_processes_do_not_park_a_message_that_is_innocent()
    {
        var seen = new Seen();
        await using var services = Services(seen);
        for (var i = 0; i < 60; i++)
            await Publish(services, new Rang(i));
        // What fifteen kills right after the lease leave behind.
        for (var kill = 0; kill < 15; kill++)
            await Execute("update shared.outbox set leased_until = now() - interval '1 second'");
        Assert.Equal(60, await services.GetRequiredService<Relay>().RunOnce(TestContext.Current.CancellationToken));
        Assert.Equal(Enumerable.Range(0, 60), seen.Rings.Order());
        Assert.Equal(0L, await Scalar("select max(attempts)::bigint from shared.outbox"));
        Assert.Equal(1L, await Scalar("select max(lost_leases)::bigint from shared.outbox"));
    }

    [Fact]
    public async Task A_message_that_takes_its_process_along_is_parked_in_the_end_and_only_that_one()
    {
        var seen = new Seen { Deadly = 3 };
        await using var services = Services(seen);
        for (var i = 0; i < 6; i++)
            await Publish(services, new Rang(i));
        for (var life = 0; life <= Relay.MaxLostLeases; life++)
        {
            // The deadly handler stands for SIGKILL: it never answers, and the connection's transaction is rolled back.
            using var lost = new CancellationTokenSource();
            seen.Kill = lost.Cancel;
            try
            {
                await services.GetRequiredService<Relay>().RunOnce(lost.Token);
            }
            catch (OperationCanceledException)
            {
                // An orderly stop gives leases back; a kill does not.
                await Execute("update shared.outbox set leased_until = now() - interval '1 second' where done_at is null and parked_at is null");
            }
        }

        Assert.Equal([0, 1, 2, 4, 5], seen.Rings.Order());
        Assert.Equal(1L, await Scalar("select count(*) from shared.outbox where parked_at is not null and payload->>'number' = '3' and error like '%20 times%' and attempts = 0"));
        Assert.Equal(5L, await Scalar("select count(*) from shared.outbox where done_at is not null"));
    }

    [Fact]
    public async Task An_orderly_stop_gives_back_what_it_did_not_get_to()
    {
        using var stop = new CancellationTokenSource();
        var seen = new Seen { Deadly = 1, Kill = stop.Cancel };
        await using var services = Services(seen);
        for (var i = 0; i < 4; i++)
            await Publish(services, new Rang(i));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => services.GetRequiredService<Relay>().RunOnce(stop.Token));
        Assert.Equal(3L, await Scalar("select count(*) from shared.outbox where done_at is null and leased_until is null and lost_leases = 0"));
        seen.Deadly = -1;
        await services.GetRequiredService<Relay>().RunOnce(TestContext.Current.CancellationToken);
        Assert.Equal([0, 1, 2, 3], seen.Rings.Order());
    }

    [Fact]
    public async Task Only_old_done_messages_and_their_inbox_rows_are_removed()
    {
        await using var services = Services(new Seen());
        await Execute("""
            insert into shared.outbox (id, type, payload, occurred_at, attempts, due_at, done_at, parked_at)
            select (lpad(to_hex((extract(epoch from now() - interval '20 days') * 1000)::bigint), 12, '0') || '7' || substr(md5('m' || i), 1, 3) || '8' || substr(md5('m' || i), 4, 15))::uuid,
                'Rang', '{"number":1}', now() - interval '20 days', 0, now() - interval '20 days',
                case when i <= 4500 then now() - interval '15 days' when i <= 4600 then now() - interval '13 days' end, case when i between 4601 and 4610 then now() - interval '20 days' end
            from generate_series(1, 4620) i;
            insert into shared.inbox select id, 'FirstBell', now() from shared.outbox where done_at is not null;
            update shared.outbox set due_at = now() + interval '1 day' where done_at is null
            """);
        var upkeep = services.GetRequiredService<OutboxUpkeep>();
        var removed = await Task.WhenAll(upkeep.PruneOnce(default), upkeep.PruneOnce(default));
        Assert.Equal(2 * OutboxUpkeep.BatchSize, removed.Sum());
        Assert.Equal(500, await upkeep.PruneOnce(TestContext.Current.CancellationToken));
        Assert.Equal(0, await upkeep.PruneOnce(TestContext.Current.CancellationToken));
        Assert.Equal(120L, await Scalar("select count(*) from shared.outbox"));
        Assert.Equal(100L, await Scalar("select count(*) from shared.inbox"));
    }

    [Fact]
    public async Task Leasing_reads_only_what_waits_however_much_is_done()
    {
        await Execute("""
            insert into shared.outbox (id, type, payload, occurred_at, attempts, due_at, done_at)
            select gen_random_uuid(), 'Rang', '{"number":1}', now() - interval '1 day', 0, now() - interval '1 day', case when i > 50 then now() end
            from generate_series(1, 100000) i;
            analyze shared.outbox
            """);
        foreach (var (condition, order) in new[] { ("due_at <= now() and leased_until is null", "due_at, id"), ("leased_until < now()", "leased_until") })
            Assert.DoesNotContain("Seq Scan", await Plan($"select id from shared.outbox where done_at is null and parked_at is null and {condition} order by {order} limit 50 for update skip locked"), StringComparison.Ordinal);
        Assert.Contains("pk_outbox", await Plan("select id from shared.outbox where id < '01900000-0000-7000-8000-000000000000' and done_at < now() - make_interval(days => 14) order by id limit 2000 for update skip locked"), StringComparison.Ordinal);
    }

    [Fact]
    public void Waits_grow_and_stay_below_five_minutes()
    {
        var waits = Enumerable.Range(1, 20).Select(Relay.BackOff).ToList();
        Assert.Equal(waits.Order(), waits);
        Assert.Equal(TimeSpan.FromMinutes(5), waits[^1]);
    }

    private ServiceProvider Services(Seen seen)
    {
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.None));
        services.AddShared(connection);
        services.AddSingleton(seen);
        services.AddEventHandler<Rang, FirstBell, SharedDbContext>();
        services.AddEventHandler<Rang, SecondBell, SharedDbContext>();
        return services.BuildServiceProvider();
    }

    private static async Task Publish(IServiceProvider services, IEvent happened)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SharedDbContext>();
        db.Publish(happened);
        await db.SaveChangesAsync();
    }

    private static async Task Drain(IServiceProvider services, Func<bool>? until = null)
    {
        var relay = services.GetRequiredService<Relay>();
        for (var idle = 0; idle < (until is null ? 3 : 100);)
        {
            idle = await relay.RunOnce(TestContext.Current.CancellationToken) == 0 ? idle + 1 : 0;
            if (until?.Invoke() == true)
                return;
            await Task.Delay(50);
        }
    }

    private async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> Scalar(string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<string> Plan(string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("explain " + sql);
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new System.Text.StringBuilder();
        while (await reader.ReadAsync())
            plan.AppendLine(reader.GetString(0));
        return plan.ToString();
    }

    internal sealed record Rang(int Number) : IEvent;

    internal sealed class Seen
    {
        public System.Collections.Concurrent.ConcurrentQueue<int> Rings { get; } = new();
        public System.Collections.Concurrent.ConcurrentQueue<int> Second { get; } = new();
        public int FailuresLeft { get; set; }

        /// <summary>The ring whose handling ends the process.</summary>
        public int Deadly { get; set; } = -1;
        public Action Kill { get; set; } = () => { };
    }

    internal sealed class FirstBell(Seen seen) : IHandle<Rang>
    {
        public Task Handle(Rang happened, CancellationToken cancel)
        {
            if (happened.Number == seen.Deadly)
            {
                seen.Kill();
                cancel.ThrowIfCancellationRequested();
            }

            if (seen.FailuresLeft > 0)
            {
                seen.FailuresLeft--;
                throw new InvalidOperationException("not today");
            }

            seen.Rings.Enqueue(happened.Number);
            return Task.CompletedTask;
        }
    }

    internal sealed class SecondBell(Seen seen) : IHandle<Rang>
    {
        public Task Handle(Rang happened, CancellationToken cancel)
        {
            seen.Second.Enqueue(happened.Number);
            return Task.CompletedTask;
        }
    }
}
