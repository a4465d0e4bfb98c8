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

    internal sealed record Rang(int Number) : IEvent;

    internal sealed class Seen
    {
        public System.Collections.Concurrent.ConcurrentQueue<int> Rings { get; } = new();
        public System.Collections.Concurrent.ConcurrentQueue<int> Second { get; } = new();
        public int FailuresLeft { get; set; }
    }

    internal sealed class FirstBell(Seen seen) : IHandle<Rang>
    {
        public Task Handle(Rang happened, CancellationToken cancel)
        {
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
