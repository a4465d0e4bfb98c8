using Marketplace.Procurement;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>A database of its own with the procurement module's tables and triggers, without the web. Each <see cref="Process"/> is a program over it.</summary>
public sealed class PurchasingDatabase : IAsyncLifetime
{
    private readonly string name = $"purchasing_{Guid.NewGuid():N}";
    private NpgsqlDataSource? server;

    internal NpgsqlDataSource Source { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var address = Environment.GetEnvironmentVariable("MARKETPLACE_TEST_SERVER");
        Assert.SkipWhen(string.IsNullOrEmpty(address), "MARKETPLACE_TEST_SERVER is not set.");
        server = NpgsqlDataSource.Create(address!);
        await server.CreateCommand($"create database {name}").ExecuteNonQueryAsync();
        Source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(address) { Database = name, MaxPoolSize = 20 });
        var options = new DbContextOptionsBuilder<ProcurementDbContext>().UseNpgsql(Source).Options;
        await using var db = new ProcurementDbContext(options, new ModuleScope(new CurrentActor(), TimeProvider.System, new RelaySignal()));
        await ((IRelationalDatabaseCreator)db.GetService<IDatabaseCreator>()).CreateTablesAsync();
        await using var connection = await Source.OpenConnectionAsync();
        await new PurchasingJournalSql().Run(connection, CancellationToken.None);
    }

    /// <summary>The built-in engine as another program would run it: nothing in memory yet.</summary>
    internal PostgresPurchasingAccounts Process(int capacity = PostgresPurchasingAccounts.AllBodies) => new(new PurchasingJournal(Source), TimeProvider.System, capacity);

    internal Task<IReadOnlyList<string>> Faults() => new PurchasingDoctor(new PurchasingJournal(Source)).Faults(CancellationToken.None);

    internal async Task Sql(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is null)
            return;
        await Source.DisposeAsync();
        await server.CreateCommand($"drop database {name} with (force)").ExecuteNonQueryAsync();
        await server.DisposeAsync();
    }
}
