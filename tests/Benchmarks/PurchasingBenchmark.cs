using System.Globalization;
using Marketplace.Procurement;
using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marketplace.Benchmarks;

/// <summary>Encumber commands, decided, journalled and durable, on 1,788 accounts by 64 clients, beside <c>pgbench -N</c> (16 clients, 2 threads, scale 10)
/// on the same server; and on one account beside pgbench's one-row update by 32 clients.</summary>
internal static class PurchasingBenchmark
{
    private const int Clients = 64;
    private static readonly DateOnly Day = new(2026, 11, 20);

    public static async Task<IReadOnlyList<Figure>> Run(BenchmarkOptions options)
    {
        await using var site = await Site.Start(options);
        var accounts = site.App.Services.GetRequiredService<IPurchasingAccounts>();
        var bodies = await Bodies(site);
        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (body, cancel) =>
        {
            var outcome = await accounts.Run(body, new Allot(Guid.CreateVersion7(), Day, "benchmark", new FiscalYear(2026), "99-01-01-13", "計測", new Money(1_000_000_000)), cancel);
            if (!outcome.Ok)
                throw new InvalidOperationException($"Not allotted: {outcome.Refusal!.Code}");
        });
        await CreatePgbench(site);

        List<Round> many = [], hot = [];
        List<double> pgbench = [], hotRow = [];
        var seconds = ((int)options.Round.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var hotScript = Path.GetTempFileName();
        await File.WriteAllTextAsync(hotScript, "update hot set n = n + 1;\n");
        await Load.Run(Clients, TimeSpan.FromSeconds(3), Encumber(accounts, bodies));
        for (var round = 0; round < options.Rounds; round++)
        {
            pgbench.Add(Site.Tps(await site.Pgbench($"-N -c 16 -j 2 -T {seconds} -n")));
            many.Add(await Load.Run(Clients, options.Round, Encumber(accounts, bodies)));
            hotRow.Add(Site.Tps(await site.Pgbench($"-c 32 -j 2 -T {seconds} -n -f {hotScript}")));
            hot.Add(await Load.Run(32, options.Round, Encumber(accounts, [bodies[0]])));
        }

        File.Delete(hotScript);
        return
        [
            Report.Compare("encumber, 64 clients, 1,788 accounts / pgbench -N", "per s", many.Select(r => r.PerSecond).ToList(), pgbench),
            new Figure("encumber, 1,788 accounts p50", Report.Median(many.Select(r => r.P50)), "ms"),
            new Figure("encumber, 1,788 accounts p99", Report.Median(many.Select(r => r.P99)), "ms"),
            Report.Compare("encumber, 32 clients, one account / hot-row update", "per s", hot.Select(r => r.PerSecond).ToList(), hotRow),
            new Figure("encumber, one account p99", Report.Median(hot.Select(r => r.P99)), "ms"),
        ];
    }

    private static Func<int, int, Task> Encumber(IPurchasingAccounts accounts, IReadOnlyList<LocalGovernmentCode> bodies) => async (client, n) =>
    {
        var body = bodies[(client * 7919 + n * 104729) % bodies.Count];
        var id = Guid.CreateVersion7();
        var outcome = await accounts.Run(body, new Encumber(id, Day, "benchmark", id, new FiscalYear(2026), "99-01-01-13", new Money(1), "計測"), CancellationToken.None);
        if (!outcome.Ok)
            throw new InvalidOperationException($"Refused: {outcome.Refusal!.Code}");
    };

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
