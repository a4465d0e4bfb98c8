using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Marketplace.Procurement;
using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marketplace.Benchmarks;

/// <summary>Encumber commands, decided, journalled and put into the outbox durably, on 1,788 accounts by 64 clients, beside <c>pgbench -N</c> (16 clients, 2 threads,
/// scale 10) on the same server; on one account beside pgbench's one-row update by 32 clients; and through HTTP with token, policy and audit. On the engine in use,
/// and on the built-in one. Then what an idle account costs in memory and how long it takes to wake with few and with many events.</summary>
internal static class PurchasingBenchmark
{
    private const int Clients = 64;
    private const string Line = "99-01-01-13";
    private static readonly FiscalYear Year = FiscalYear.Of(Day);

    private static DateOnly Day => TimeProvider.System.JapanToday();

    public static async Task<IReadOnlyList<Figure>> Run(BenchmarkOptions options)
    {
        await using var site = await Site.Start(options);
        var engine = site.App.Services.GetRequiredService<IPurchasingAccounts>();
        var builtIn = ActivatorUtilities.CreateInstance<PostgresPurchasingAccounts>(site.App.Services);
        var bodies = await Bodies(site);
        var (first, second) = (bodies.Take(bodies.Count / 2).ToList(), bodies.Skip(bodies.Count / 2).ToList());
        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (body, cancel) => await Allot(engine, body));
        await CreatePgbench(site);
        var http = await Machines(site, bodies);

        var name = engine.GetType().Name;
        List<Round> many = [], manyBuiltIn = [], hot = [], web = [];
        List<double> pgbench = [], hotRow = [];
        var seconds = ((int)options.Round.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var hotScript = Path.GetTempFileName();
        await File.WriteAllTextAsync(hotScript, "update hot set n = n + 1;\n");
        // Long enough for the compiler's second tier, which has to share two cores with the load.
        await Load.Run(Clients, TimeSpan.FromSeconds(20), Encumber(engine, bodies));
        await Load.Run(Clients, TimeSpan.FromSeconds(30), Post(site, http));
        for (var round = 0; round < options.Rounds; round++)
        {
            pgbench.Add(Site.Tps(await site.Pgbench($"-N -c 16 -j 2 -T {seconds} -n")));
            many.Add(await Load.Run(Clients, options.Round, Encumber(engine, bodies)));
            hotRow.Add(Site.Tps(await site.Pgbench($"-c 32 -j 2 -T {seconds} -n -f {hotScript}")));
            hot.Add(await Load.Run(Clients, options.Round, Encumber(engine, [bodies[0]])));
            web.Add(await Load.Run(Clients, options.Round, Post(site, http)));
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"round {round + 1}: pgbench -N {pgbench[^1]:0}, encumber {many[^1].PerSecond:0}, hot row {hotRow[^1]:0}, one account {hot[^1].PerSecond:0}, HTTP {web[^1].PerSecond:0} per s"));
        }

        File.Delete(hotScript);
        var idle = await Idle(site, engine);
        if (engine is not PostgresPurchasingAccounts)
        {
            // The same accounts from a second host: its first command on each loses a race and loads; then it is alone.
            await Load.Run(Clients, TimeSpan.FromSeconds(4), Encumber(builtIn, bodies));
            for (var round = 0; round < options.Rounds; round++)
                manyBuiltIn.Add(await Load.Run(Clients, options.Round, Encumber(builtIn, bodies)));
        }

        List<Figure> figures =
        [
            Report.Compare($"encumber, 64 clients, 1,788 accounts ({name}) / pgbench -N", "per s", many.Select(r => r.PerSecond).ToList(), pgbench),
            new Figure("  p50", Report.Median(many.Select(r => r.P50)), "ms"),
            new Figure("  p99", Report.Median(many.Select(r => r.P99)), "ms"),
            Report.Compare("encumber, 64 clients, one account / hot-row update", "per s", hot.Select(r => r.PerSecond).ToList(), hotRow),
            new Figure("  p99", Report.Median(hot.Select(r => r.P99)), "ms"),
            Report.Compare("encumber over HTTP, 64 clients / pgbench -N", "per s", web.Select(r => r.PerSecond).ToList(), pgbench),
            new Figure("  p99", Report.Median(web.Select(r => r.P99)), "ms"),
            .. idle,
        ];
        if (manyBuiltIn.Count > 0)
        {
            figures.Add(Report.Compare("encumber, 64 clients, 1,788 accounts (built-in) / pgbench -N", "per s", manyBuiltIn.Select(r => r.PerSecond).ToList(), pgbench));
            figures.Add(new Figure("  p99", Report.Median(manyBuiltIn.Select(r => r.P99)), "ms"));
        }

        return figures;
    }

    private static async Task Allot(IPurchasingAccounts accounts, LocalGovernmentCode body)
    {
        var outcome = await accounts.Run(body, new Allot(Guid.CreateVersion7(), Day, "benchmark", Year, Line, "計測", new Money(1_000_000_000_000)), CancellationToken.None);
        if (!outcome.Ok)
            throw new InvalidOperationException($"Not allotted: {outcome.Refusal!.Code}");
    }

    private static Func<int, int, Task> Encumber(IPurchasingAccounts accounts, IReadOnlyList<LocalGovernmentCode> bodies) => async (client, n) =>
    {
        var body = bodies[(int)((uint)(client * 7919 + n * 104729) % (uint)bodies.Count)];
        var id = Guid.CreateVersion7();
        var outcome = await accounts.Run(body, new Encumber(id, Day, "benchmark", id, Year, Line, new Money(1), "計測"), CancellationToken.None);
        if (!outcome.Ok)
            throw new InvalidOperationException($"Refused: {outcome.Refusal!.Code}");
    };

    /// <summary>One client per token, as 64 offices' machines would ask.</summary>
    private static Func<int, int, Task> Post(Site site, IReadOnlyList<HttpClient> machines) => async (client, _) =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{site.Address}/api/v1/budget/encumbrances")
        {
            Content = new StringContent($$"""{"fiscalYear":{{Year.Year}},"line":"{{Line}}","amountYen":1,"subject":"計測"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var response = await machines[client % machines.Count].SendAsync(request);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    };

    /// <summary>Memory of an idle account, and the first read of one with 10 and one with 10,000 events.</summary>
    private static async Task<IReadOnlyList<Figure>> Idle(Site site, IPurchasingAccounts accounts)
    {
        var (few, many) = (LocalGovernmentCode.Parse(Code(90_001)), LocalGovernmentCode.Parse(Code(90_002)));
        foreach (var (body, events) in new[] { (few, 10), (many, 10_000) })
        {
            await Allot(accounts, body);
            await Task.WhenAll(Enumerable.Range(1, events - 1).Select(i => Encumber(accounts, [body])(i, i)));
        }

        await Task.Delay(1000);
        var journal = site.App.Services.GetRequiredService<PurchasingJournal>();
        await journal.Load(few, default);
        var times = new List<double>();
        foreach (var body in new[] { few, many })
        {
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < 20; i++)
                await journal.Load(body, default);
            times.Add(clock.Elapsed.TotalMilliseconds / 20);
        }

        var before = Settled();
        var codes = Enumerable.Range(80_000, 2_000).Select(n => LocalGovernmentCode.Parse(Code(n))).ToList();
        foreach (var body in codes)
            await accounts.Read(body, Year, default);
        var each = (Settled() - before) / 1024.0 / codes.Count;
        return
        [
            new Figure("memory per idle, empty account", each, "kB"),
            new Figure("loading an account with 10 events", times[0], "ms"),
            new Figure("loading an account with 10,000 events", times[1], "ms", times[0], times[1] / times[0]),
        ];
    }

    private static long Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static string Code(int five)
    {
        var digits = (five % 47_000 + 1_000).ToString("00000", CultureInfo.InvariantCulture);
        return digits + LocalGovernmentCode.CheckDigit(digits);
    }

    private static async Task<List<HttpClient>> Machines(Site site, List<LocalGovernmentCode> bodies)
    {
        var tokens = await site.Tokens(Role.Accountant, bodies.Take(Clients).ToList());
        return [.. tokens.Select(token =>
        {
            var client = Site.Client();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return client;
        })];
    }

    private static async Task<List<LocalGovernmentCode>> Bodies(Site site)
    {
        await using var source = NpgsqlDataSource.Create(site.ConnectionString);
        await using var command = source.CreateCommand("select code from accounts.organisation where code is not null order by code");
        await using var reader = await command.ExecuteReaderAsync();
        var codes = new List<LocalGovernmentCode>();
        while (await reader.ReadAsync())
            codes.Add(LocalGovernmentCode.Parse(reader.GetString(0)));
        return codes;
    }

    private static async Task CreatePgbench(Site site)
    {
        await using var source = NpgsqlDataSource.Create(site.ConnectionString);
        await using (var create = source.CreateCommand("create database pgbench"))
            await create.ExecuteNonQueryAsync();
        await site.Pgbench("-i -s 10 -q");
        await using var hot = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(site.ConnectionString) { Database = "pgbench" }.ConnectionString);
        await using var table = hot.CreateCommand("create table hot (n bigint not null); insert into hot values (0)");
        await table.ExecuteNonQueryAsync();
    }
}
