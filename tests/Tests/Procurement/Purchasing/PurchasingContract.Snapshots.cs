using Marketplace.Procurement;
using Marketplace.Shared;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>Snapshots only shorten a load: what the journal says is true.</summary>
public abstract partial class PurchasingContract
{
    [Fact]
    public async Task A_long_account_is_loaded_from_its_snapshot_and_goes_on()
    {
        var accounts = await database.Replica();
        await accounts.Run(body, Allot(1_000_000), None);
        await Task.WhenAll(Enumerable.Range(0, 450).Select(_ => accounts.Run(body, Encumber(2), None)));
        var snapshot = PurchasingSnapshot.Of(body, await new PurchasingJournal(database.Source).Load(body, None));
        await new PurchasingJournal(database.Source).Keep(snapshot, None);
        await accounts.Run(body, Encumber(5), None);

        var fresh = await database.Stranger();
        Assert.Equal(new Money(905), Assert.Single(await fresh.Read(body, Year, None)).Encumbered);
        Assert.Equal(453, (await fresh.Run(body, Encumber(5), None)).Version);
        Assert.Empty(await database.Faults());
    }

    [Fact]
    public async Task An_account_can_be_loaded_while_its_snapshot_is_replaced()
    {
        var (accounts, journal) = (await database.Replica(), new PurchasingJournal(database.Source));
        await accounts.Run(body, Allot(1_000_000), None);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await accounts.Run(body, Encumber(1), None);
                await journal.Keep(PurchasingSnapshot.Of(body, await journal.Load(body, None)), None);
            }
        });
        var version = 0L;
        for (var i = 0; i < 300; i++)
        {
            var loaded = await journal.Load(body, None);
            Assert.True(loaded.Version >= version);
            Assert.Equal(loaded.Version - 1, loaded.Account.In(Year)[0].Encumbered.Yen);
            version = loaded.Version;
        }

        await stop.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task A_snapshot_that_is_not_of_this_journal_is_ignored()
    {
        await (await database.Stranger()).Run(body, Allot(100), None);
        var journal = new PurchasingJournal(database.Source);
        var forged = PurchasingAccount.Empty.Do(Allot(999));
        await journal.Keep(PurchasingSnapshot.Of(body, new JournalState(forged, 1, new byte[32])), None);
        Assert.Equal(new Money(100), Assert.Single(await (await database.Stranger()).Read(body, Year, None)).Allotted);
    }
}
