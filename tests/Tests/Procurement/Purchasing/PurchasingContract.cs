using FsCheck.Fluent;
using System.Globalization;
using Marketplace.Procurement;
using Marketplace.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>What every engine behind <see cref="IPurchasingAccounts"/> must do, on a real PostgreSQL.</summary>
public abstract partial class PurchasingContract(PurchasingHosts database)
{
    private const string Line = "02-01-05-13";
    private static readonly FiscalYear Year = new(2026);
    private static readonly DateOnly Today = new(2026, 11, 21);
    protected static readonly CancellationToken None = CancellationToken.None;
    private static int bodies;

    /// <summary>A fresh body for each test: they share one database.</summary>
    private readonly LocalGovernmentCode body = Body(Interlocked.Increment(ref bodies));

    [Fact]
    public async Task Two_processes_hammering_one_account_never_overspend_and_leave_no_gap()
    {
        IPurchasingAccounts[] processes = [await database.Stranger(), await database.Stranger()];
        await processes[0].Run(body, Allot(1000), None);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => processes[i % 2].Run(body, Encumber(7), None))));

        var line = Assert.Single(await (await database.Stranger()).Read(body, Year, None));
        Assert.Equal(142, outcomes.Count(o => o.Ok));
        Assert.Equal(new Money(142 * 7), line.Encumbered);
        Assert.All(outcomes.Where(o => !o.Ok), o => Assert.Equal("over-budget", o.Refusal!.Code));
        Assert.Equal(Enumerable.Range(2, 200).Select(v => (long)v), outcomes.Select(o => o.Version).Order());
        Assert.Empty(await database.Faults());
    }

    [Fact]
    public async Task One_operation_asked_of_two_processes_at_once_happens_once()
    {
        IPurchasingAccounts[] processes = [await database.Stranger(), await database.Stranger()];
        await processes[0].Run(body, Allot(100_000), None);
        for (var round = 0; round < 20; round++)
        {
            var command = Encumber(10);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => processes[i % 2].Run(body, command, None))));
            Assert.All(outcomes, o => Assert.True(o.Ok));
            Assert.Single(outcomes, o => !o.Replayed);
            Assert.Single(outcomes.Select(o => o.Version).Distinct());
        }

        Assert.Equal(new Money(200), (await processes[1].Read(body, Year, None))[0].Encumbered);
    }

    [Fact]
    public async Task After_a_crash_every_operation_has_its_first_outcome()
    {
        var before = await database.Stranger();
        var (allot, taken, tooMuch) = (Allot(100), Encumber(60), Encumber(50));
        var accept = new Accept(Guid.NewGuid(), Today, "会計", taken.EncumbranceId, new Money(60));
        var first = new List<PurchasingOutcome>();
        foreach (var command in (PurchasingCommand[])[allot, taken, tooMuch, accept])
            first.Add(await before.Run(body, command, None));
        Assert.Equal([true, true, false, true], first.Select(o => o.Ok));
        await before.Run(body, Allot(1000), None);

        var after = await database.Stranger();
        foreach (var (command, outcome) in ((PurchasingCommand[])[allot, taken, tooMuch, accept]).Zip(first))
        {
            var again = await after.Run(body, command, None);
            Assert.True(again.Replayed);
            Assert.Equal((outcome.Ok, outcome.Version, outcome.Refusal?.Code), (again.Ok, again.Version, again.Refusal?.Code));
            Assert.Equal(outcome.Refusal?.Args ?? [], again.Refusal?.Args ?? []);
        }

        var line = (await after.Read(body, Year, None))[0];
        Assert.Equal((1100L, 0L, 60L), (line.Allotted.Yen, line.Encumbered.Yen, line.Accepted.Yen));
        Assert.True((await after.Run(body, tooMuch with { OperationId = Guid.NewGuid() }, None)).Ok);
    }

    [Fact]
    public async Task A_refused_payment_is_decided_anew_when_its_acceptance_has_come()
    {
        var accounts = await database.Replica();
        var contract = Encumber(50);
        await accounts.Run(body, Allot(100), None);
        await accounts.Run(body, contract, None);
        var pay = new RecordPayment(Guid.NewGuid(), Today, "会計", contract.EncumbranceId, new Money(50));
        Assert.Equal("more-than-accepted", (await accounts.Run(body, pay, None)).Refusal!.Code);
        await accounts.Run(body, new Accept(Guid.NewGuid(), Today, "会計", contract.EncumbranceId, new Money(50)), None);
        Assert.True((await accounts.Run(body, pay, None)).Ok);
    }

    [Fact]
    public async Task What_another_process_wrote_counts_at_once()
    {
        var (mine, other) = (await database.Replica(), await database.Replica());
        Assert.Empty(await mine.Read(body, Year, None));
        Assert.Equal("unknown-line", (await mine.Run(body, Encumber(10), None)).Refusal!.Code);
        await other.Run(body, Allot(100), None);
        Assert.Equal(new Money(100), Assert.Single(await mine.Read(body, Year, None)).Allotted);
        await other.Run(body, Allot(100), None);
        Assert.True((await mine.Run(body, Encumber(200), None)).Ok);
        Assert.Equal("over-budget", (await other.Run(body, Encumber(1), None)).Refusal!.Code);
    }

    [Fact]
    public async Task An_operation_id_belongs_to_one_kind_of_command()
    {
        var accounts = await database.Replica();
        var allot = Allot(100);
        await accounts.Run(body, allot, None);
        Assert.Equal("operation-reused", (await accounts.Run(body, Encumber(1) with { OperationId = allot.OperationId }, None)).Refusal!.Code);
        Assert.Equal(Money.Zero, (await accounts.Read(body, Year, None))[0].Encumbered);
    }

    [Fact]
    public async Task Every_entry_is_told_of_once_in_the_outbox()
    {
        var accounts = await database.Replica();
        await accounts.Run(body, Allot(100), None);
        var commands = Enumerable.Range(0, 30).Select(_ => Encumber(1)).ToList();
        await Task.WhenAll(commands.Concat(commands).Select(command => Task.Run(() => accounts.Run(body, command, None))));
        Assert.Equal(31L, await database.Count($"select count(*) from procurement.purchasing_journal where body = '{body}'"));
        Assert.Equal(0L, await database.Count($"""
            with told as (
                select c->>'body' as body, (c->>'version')::bigint as version, (c->>'operationId')::uuid as operation_id, c->>'kind' as kind
                from shared.outbox o, jsonb_array_elements(o.payload->'commands') c where o.type = 'PurchasingRecorded' and c->>'body' = '{body}'),
            entered as (select body, version, operation_id, kind from procurement.purchasing_journal where body = '{body}')
            select count(*) from ((table told except all table entered) union all (table entered except all table told)) as difference
            """));
    }

    [Fact]
    public async Task A_failed_save_changes_nothing_and_the_same_operation_succeeds_later()
    {
        var accounts = await database.Replica();
        await accounts.Run(body, Allot(100), None);
        var command = Encumber(100);
        await database.Sql($"alter table procurement.purchasing_journal add constraint full_disk check (body <> '{body}') not valid");
        try
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => accounts.Run(body, command, None));
            Assert.Equal(Money.Zero, (await accounts.Read(body, Year, None))[0].Encumbered);
        }
        finally
        {
            await database.Sql("alter table procurement.purchasing_journal drop constraint full_disk");
        }

        Assert.Equal(new PurchasingOutcome(null, 2, Replayed: false), await accounts.Run(body, command, None));
    }

    [Theory]
    [InlineData("update procurement.purchasing_journal set by = 'x'")]
    [InlineData("delete from procurement.purchasing_journal")]
    public async Task The_database_refuses_to_rewrite_a_journal(string sql)
    {
        await (await database.Replica()).Run(body, Allot(100), None);
        Assert.Equal("MP001", (await Assert.ThrowsAsync<PostgresException>(() => database.Sql(sql))).SqlState);
    }

    [Fact]
    public async Task A_host_that_was_cut_off_cannot_spend_what_another_spent_meanwhile()
    {
        var (stalled, other) = (await database.Stranger(), await database.Stranger());
        await stalled.Run(body, Allot(100), None);
        Assert.True((await other.Run(body, Encumber(100), None)).Ok);
        Assert.Equal("over-budget", (await stalled.Run(body, Encumber(1), None)).Refusal!.Code);
        for (var round = 0; round < 20; round++)
        {
            await stalled.Run(body, Allot(100), None);
            var outcomes = await Task.WhenAll(Task.Run(() => stalled.Run(body, Encumber(100), None)), Task.Run(() => other.Run(body, Encumber(100), None)));
            Assert.Single(outcomes, o => o.Ok);
        }

        Assert.Empty(await database.Faults());
    }

    [Fact]
    public async Task Reading_waits_for_no_write()
    {
        var accounts = await database.Replica();
        await accounts.Run(body, Allot(100), None);
        await using var blocker = await database.Source.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand("lock table procurement.purchasing_journal in share row exclusive mode", blocker, transaction))
            await block.ExecuteNonQueryAsync();
        var writing = accounts.Run(body, Encumber(60), None);
        Assert.Equal(Money.Zero, Assert.Single(await accounts.Read(body, Year, None).WaitAsync(TimeSpan.FromSeconds(10))).Encumbered);
        Assert.False(writing.IsCompleted);
        await transaction.RollbackAsync();
        Assert.True((await writing).Ok);
        Assert.Equal(new Money(60), Assert.Single(await accounts.Read(body, Year, None)).Encumbered);
    }

    [Fact]
    public async Task Any_sequence_of_commands_ends_as_a_naive_ledger_ends_also_after_a_restart()
    {
        var accounts = await database.Stranger();
        for (var sample = 0; sample < 20; sample++)
        {
            var one = Body(5_000 + Interlocked.Increment(ref bodies));
            var ledger = new NaiveLedger();
            foreach (var command in PurchasingPropertyTests.Commands.Sample(1)[0])
            {
                var outcome = await accounts.Run(one, command, None);
                Assert.True(outcome.Ok == ledger.Try(command), $"{command}: {outcome.Refusal?.Code ?? "accepted"}");
            }

            foreach (var year in PurchasingPropertyTests.Years)
                Assert.Equal(ledger.In(year), (await accounts.Read(one, year, None)).Select(NaiveLedger.Plain));
        }

        Assert.Empty(await database.Faults());
    }

    protected static LocalGovernmentCode Body(int number)
    {
        var five = (21_000 + number).ToString(CultureInfo.InvariantCulture);
        return LocalGovernmentCode.Parse(five + LocalGovernmentCode.CheckDigit(five));
    }

    protected static Allot Allot(long yen) => new(Guid.CreateVersion7(), Today, "会計", Year, Line, "使用料", new Money(yen));

    protected static Encumber Encumber(long yen) => new(Guid.CreateVersion7(), Today, "決裁", Guid.CreateVersion7(), Year, Line, new Money(yen), "文書管理");
}

/// <summary>The contract on the built-in engine, and what only it has.</summary>
[Trait("Kind", "Db")]
public sealed class BuiltInPurchasingTests(BuiltInHosts database) : PurchasingContract(database), IClassFixture<BuiltInHosts>
{
    [Fact]
    public async Task Asking_again_does_not_cost_the_account_its_memory()
    {
        var (body, journal) = (Body(600), new PurchasingJournal(database.Source));
        await using var writer = database.Writer();
        var account = new JournalledAccount(body, journal, writer, new SnapshotKeeper(journal, NullLogger<SnapshotKeeper>.Instance), TimeProvider.System);
        await account.Run(Allot(100), None);
        var first = Encumber(10);
        Assert.Equal(new PurchasingOutcome(null, 2, Replayed: false), await account.Run(first, None));
        Assert.Equal(new PurchasingOutcome(null, 2, Replayed: true), await account.Run(first, None));
        Assert.False(account.LostMemory);
        Assert.Equal(new PurchasingOutcome(null, 3, Replayed: false), await account.Run(Encumber(90), None));
    }

    [Fact]
    public async Task Memory_is_bounded_and_only_a_cache()
    {
        var accounts = database.BuiltIn(capacity: 5);
        var many = Enumerable.Range(500, 20).Select(Body).ToList();
        await Task.WhenAll(many.Select(b => accounts.Run(b, Allot(100), None)));
        foreach (var one in many)
            Assert.True((await accounts.Run(one, Encumber(100), None)).Ok);
        Assert.InRange(accounts.Count, 1, 5);
        foreach (var one in many)
            Assert.Equal("over-budget", (await accounts.Run(one, Encumber(1), None)).Refusal!.Code);
    }
}

/// <summary>The contract on Orleans.</summary>
[Trait("Kind", "Engine")]
public sealed class OrleansPurchasingTests(OrleansHosts database) : PurchasingContract(database), IClassFixture<OrleansHosts>;

/// <summary>The contract on Orleans as a silo meets it whose accounts live on others.</summary>
[Trait("Kind", "Engine")]
public sealed class OrleansMessagePurchasingTests(OrleansMessageHosts database) : PurchasingContract(database), IClassFixture<OrleansMessageHosts>;
