using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Marketplace.Host;
using Marketplace.Procurement;
using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>The database fails under load in every way that a test can bring about. Clients repeat each operation by its id until they are answered. Afterwards every answer
/// is what the journal says, nothing was done twice, and the doctor finds nothing.</summary>
[Trait("Kind", "Db")]
public sealed class DatabaseFaultTests : IAsyncLifetime
{
    private const string Line = "02-01-05-13";
    private const int Clients = 24;
    private static readonly FiscalYear Year = new(2026);
    private static readonly LocalGovernmentCode[] Bodies = [.. Enumerable.Range(21_100, 12).Select(n => LocalGovernmentCode.Parse($"{n}{LocalGovernmentCode.CheckDigit(n.ToString(CultureInfo.InvariantCulture))}"))];
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"marketplace-faults-{Guid.NewGuid():N}");
    private readonly ShiftableTime time = new();
    private PrivatePostgres server = null!;
    private Tap tap = null!;

    private string Direct => new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false }.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        server = await PrivatePostgres.Start(folder, CancellationToken.None);
        var builder = WebApplication.CreateBuilder(["--Logging:LogLevel:Default=Error", "--Engines:Purchasing=PostgreSQL"]);
        HostBuilder.AddMarketplace(builder, server.ConnectionString);
        await using (var app = builder.Build())
            await Schema.Migrate(app.Services, CancellationToken.None);
        tap = new Tap(new NpgsqlConnectionStringBuilder(server.ConnectionString).Port);
    }

    public async ValueTask DisposeAsync()
    {
        await tap.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public Task PostgreSQL_is_killed_and_started_again() => Under(async () =>
    {
        var postmaster = int.Parse((await File.ReadAllLinesAsync(Path.Combine(folder, "postgres", "postmaster.pid")))[0], CultureInfo.InvariantCulture);
        foreach (var process in Process.GetProcesses().Where(p => p.Id == postmaster || ParentOf(p.Id) == postmaster).ToList())
            process.Kill();
        await Task.Delay(1000);
        // Where nobody reaps the dead process its number still looks alive.
        File.Delete(Path.Combine(folder, "postgres", "postmaster.pid"));
        server = await PrivatePostgres.Start(folder, CancellationToken.None);
        tap.Target = new NpgsqlConnectionStringBuilder(server.ConnectionString).Port;
    });

    [Fact]
    public Task The_network_to_the_database_stops_for_twenty_seconds() => Under(async () =>
    {
        tap.Stop();
        await Task.Delay(TimeSpan.FromSeconds(20));
        tap.Resume();
    }, felt: false);

    [Fact]
    public Task The_disk_is_full_for_a_while() => Under(async () =>
    {
        var small = Path.Combine(folder, "small");
        Directory.CreateDirectory(small);
        if (await Shell($"mount -t tmpfs -o size=1m,mode=0777 tmpfs {small} && chown --reference={folder} {small}") != 0)
            Assert.Skip("A small file system can only be mounted by root.");
        try
        {
            await Sql($"create tablespace small location '{small}'");
            // The index of operation ids is the first to need a new page; it moves onto the small disk and fills it.
            await Sql("alter index procurement.ux_purchasing_journal_operation set tablespace small");
            await Shell($"head -c 1m /dev/zero > {small}/filler");
            await Task.Delay(TimeSpan.FromSeconds(5));
        }
        finally
        {
            File.Delete(Path.Combine(small, "filler"));
            await Sql("alter index procurement.ux_purchasing_journal_operation set tablespace pg_default");
            await Sql("drop tablespace small");
            await Shell($"umount {small}");
        }
    });

    [Fact]
    public Task The_clock_is_stepped_back_and_forth() => Under(async () =>
    {
        foreach (var hours in new[] { -3, 30, -48, 0 })
        {
            time.Shift = TimeSpan.FromHours(hours);
            await Task.Delay(400);
        }
    }, felt: false);

    [Fact]
    public async Task The_database_is_restored_to_an_earlier_moment()
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Port = tap.Port }.ConnectionString);
        await using var writer = new JournalWriter(source, new RelaySignal(), [], NullLogger<JournalWriter>.Instance);
        var accounts = Host(source, writer);
        for (var version = 1; version <= 4; version++)
            Assert.Equal(version, (await Allot()).Version);
        await Sql("alter table procurement.purchasing_journal disable trigger user; delete from procurement.purchasing_journal where version > 2; alter table procurement.purchasing_journal enable trigger user");
        await server.DisposeAsync();
        server = await PrivatePostgres.Start(folder, CancellationToken.None);
        tap.Target = new NpgsqlConnectionStringBuilder(server.ConnectionString).Port;
        // A connection from before is found broken once.
        var after = await Allot().ContinueWith(t => t.IsCompletedSuccessfully ? t : Allot(), TaskScheduler.Default).Unwrap();
        Assert.Equal(3, after.Version);
        Assert.Equal(4, (await Allot()).Version);
        Assert.Empty(await new PurchasingDoctor(new PurchasingJournal(source)).Faults(CancellationToken.None));

        Task<PurchasingOutcome> Allot() => accounts.Run(Bodies[0], new Allot(Guid.NewGuid(), new(2026, 6, 1), "会計", Year, Line, "使用料", new Money(10_000)), CancellationToken.None);
    }

    /// <param name="felt">Whether somebody must have gone without an answer: a fault that nobody felt proves nothing.</param>
    private async Task Under(Func<Task> fault, bool felt = true)
    {
        var through = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Port = tap.Port, MaxPoolSize = 30, Timeout = 5, CommandTimeout = 40 }.ConnectionString;
        await using var source = NpgsqlDataSource.Create(through);
        await using var writer = new JournalWriter(source, new RelaySignal(), [], NullLogger<JournalWriter>.Instance);
        var accounts = Host(source, writer);
        foreach (var body in Bodies)
            Assert.True((await accounts.Run(body, new Allot(Guid.NewGuid(), new(2026, 6, 1), "会計", Year, Line, "使用料", new Money(3_000)), CancellationToken.None)).Ok);

        var answers = new ConcurrentDictionary<Guid, (LocalGovernmentCode Body, PurchasingCommand Command, PurchasingOutcome Outcome)>();
        var unanswered = 0;
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                var (body, id) = (Bodies[(client + n) % Bodies.Length], Guid.CreateVersion7());
                var command = new Encumber(id, new(2026, 6, 1), "決裁", id, Year, Line, new Money(1), "件名");
                while (true)
                {
                    try
                    {
                        answers[id] = (body, command, await accounts.Run(body, command, CancellationToken.None));
                        break;
                    }
                    catch (Exception e) when (e is TimeoutException or InvalidOperationException or NpgsqlException or IOException)
                    {
                        Interlocked.Increment(ref unanswered);
                        await Task.Delay(100);
                    }
                }

                await Task.Delay(5);
            }
        })).ToList();
        await Task.Delay(1500);
        await fault();
        var before = answers.Count;
        await Task.Delay(3000);
        await stop.CancelAsync();
        await Task.WhenAll(clients).WaitAsync(TimeSpan.FromSeconds(90));

        Assert.True(answers.Count > before, "nothing was answered after the fault");
        Assert.True(!felt || unanswered > 0, "nobody felt the fault");
        await using var fresh = NpgsqlDataSource.Create(server.ConnectionString);
        await using var freshWriter = new JournalWriter(fresh, new RelaySignal(), [], NullLogger<JournalWriter>.Instance);
        var again = Host(fresh, freshWriter);
        await Parallel.ForEachAsync(answers.Values.GroupBy(a => a.Body), async (answered, _) =>
        {
            foreach (var (body, command, outcome) in answered)
            {
                var repeated = await again.Run(body, command, CancellationToken.None);
                Assert.Equal((true, outcome.Ok, outcome.Version), (repeated.Replayed, repeated.Ok, repeated.Version));
            }
        });

        foreach (var body in Bodies)
        {
            var line = Assert.Single(await again.Read(body, Year, CancellationToken.None));
            Assert.Equal(answers.Values.Count(a => a.Body == body && a.Outcome.Ok), line.Encumbered.Yen);
        }

        Assert.Empty(await new PurchasingDoctor(new PurchasingJournal(fresh)).Faults(CancellationToken.None));
    }

    private PostgresPurchasingAccounts Host(NpgsqlDataSource source, JournalWriter writer)
    {
        var journal = new PurchasingJournal(source);
        return new(journal, writer, new SnapshotKeeper(journal, NullLogger<SnapshotKeeper>.Instance), time);
    }

    private async Task Sql(string sql)
    {
        await using var connection = new NpgsqlConnection(Direct);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<int> Shell(string line)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", line }, RedirectStandardError = true, UseShellExecute = false })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static int ParentOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return -1;
        }
    }
}
