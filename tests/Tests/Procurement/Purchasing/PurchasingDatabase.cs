using Marketplace.Procurement;
using Marketplace.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>A database of its own without the web. Each <see cref="Process"/> is a program over it.</summary>
public sealed class PurchasingDatabase : IAsyncLifetime
{
    private string connection = "";

    internal NpgsqlDataSource Source { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        connection = await TestDatabase.Create(seeded: false);
        Source = NpgsqlDataSource.Create(connection);
    }

    /// <summary>The built-in engine as another program would run it: nothing in memory yet.</summary>
    internal PostgresPurchasingAccounts Process(int capacity = PostgresPurchasingAccounts.AllBodies)
    {
        var journal = new PurchasingJournal(Source);
        return new(journal, Writer(), new SnapshotKeeper(journal, NullLogger<SnapshotKeeper>.Instance), TimeProvider.System, capacity);
    }

    internal JournalWriter Writer() => new(Source, new RelaySignal(), [], NullLogger<JournalWriter>.Instance);

    internal Task<IReadOnlyList<string>> Faults() => new PurchasingDoctor(new PurchasingJournal(Source)).Faults(CancellationToken.None);

    internal async Task Sql(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await TestDatabase.Drop(connection);
    }
}
