using Marketplace.Host;
using Marketplace.Procurement;
using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>A database of its own, and programs over it that host purchasing accounts with one of the engines.</summary>
public abstract class PurchasingHosts : IAsyncLifetime
{
    protected string ConnectionString { get; private set; } = "";

    internal NpgsqlDataSource Source { get; private set; } = null!;

    /// <summary>Another replica of the same deployment.</summary>
    internal abstract Task<IPurchasingAccounts> Replica();

    /// <summary>A program that knows nothing of the others: what a replica is that was cut off and comes back.</summary>
    internal abstract Task<IPurchasingAccounts> Stranger();

    internal JournalWriter Writer() => new(Source, new RelaySignal(), [], NullLogger<JournalWriter>.Instance);

    internal PostgresPurchasingAccounts BuiltIn(int capacity = PostgresPurchasingAccounts.AllBodies)
    {
        var journal = new PurchasingJournal(Source);
        return new(journal, Writer(), new SnapshotKeeper(journal, NullLogger<SnapshotKeeper>.Instance), TimeProvider.System, capacity);
    }

    internal Task<IReadOnlyList<string>> Faults() => new PurchasingDoctor(new PurchasingJournal(Source)).Faults(CancellationToken.None);

    internal async Task Sql(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    internal async Task<long> Count(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await TestDatabase.Create(seeded: false);
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await TestDatabase.Drop(ConnectionString);
        GC.SuppressFinalize(this);
    }
}

/// <summary>The built-in engine.</summary>
public sealed class BuiltInHosts : PurchasingHosts
{
    internal override Task<IPurchasingAccounts> Replica() => Task.FromResult<IPurchasingAccounts>(BuiltIn());

    internal override Task<IPurchasingAccounts> Stranger() => Replica();
}

/// <summary>Orleans: replicas are silos of one cluster, a stranger is a cluster of its own over the same journal. Skips where its packages are not built in.</summary>
public class OrleansHosts : PurchasingHosts
{
    /// <summary>Whether grains are asked by message also on their own silo.</summary>
    protected virtual bool AlwaysByMessage => false;

    private readonly List<IHost> silos = [];
    private int clusters;

    internal override Task<IPurchasingAccounts> Replica() => Silo("replicas");

    internal override Task<IPurchasingAccounts> Stranger() => Silo($"stranger-{Interlocked.Increment(ref clusters)}");

    public override async ValueTask DisposeAsync()
    {
        foreach (var silo in silos)
        {
            await silo.StopAsync();
            silo.Dispose();
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task<IPurchasingAccounts> Silo(string cluster)
    {
        if (Engines.All.Single(e => e.Port == "Purchasing").Class is not { } engine)
        {
            Assert.Skip("The Orleans packages are not on this package feed.");
            return null!;
        }

        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder([$"--Orleans:ClusterId={cluster}", $"--Orleans:AlwaysByMessage={AlwaysByMessage}", "--Logging:LogLevel:Default=Error"]);
        builder.Services.AddShared(ConnectionString);
        builder.Services.AddPurchasing();
        ((IEngine)Activator.CreateInstance(engine)!).AddTo(builder, ConnectionString);
        var silo = builder.Build();
        await silo.StartAsync();
        silos.Add(silo);
        return silo.Services.GetRequiredService<IPurchasingAccounts>();
    }
}

/// <summary>Orleans as a silo asks for an account that lives on another one.</summary>
public sealed class OrleansMessageHosts : OrleansHosts
{
    protected override bool AlwaysByMessage => true;
}
