using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Benchmarks;

/// <summary>Search page and listing page, signed in and uncached, and the search page as visitors get it, beside a bare endpoint: one Npgsql query of 30 rows by key, as many bytes written.
/// Both servers run in this process on the same cores, interleaved.</summary>
internal static class PagesBenchmark
{
    private const int Clients = 16;
    private const string Visited = "search page by keyword, by visitors";

    public static async Task<IReadOnlyList<Figure>> Run(BenchmarkOptions options)
    {
        await using var site = await Site.Start(options);
        using var http = await site.SignIn("tanto@gifu-pref.example");
        var listing = await FirstListing(site);
        using var visitor = Site.Client();
        var pages = new (string Name, string Url, string MustHold)[]
        {
            ("search page by keyword", $"{site.Address}/services?q=%E6%96%87%E6%9B%B8", "文書"),
            ("search page with a filter", $"{site.Address}/services?category=01", "<h1"),
            ("search page without keyword", $"{site.Address}/services", "<h1"),
            ("listing page", $"{site.Address}/services/{listing}", "<h1"),
            (Visited, $"{site.Address}/services?q=%E6%96%87%E6%9B%B8", "文書"),
        };
        var figures = new List<Figure>();
        foreach (var (name, url, mustHold) in pages)
        {
            var asker = name == Visited ? visitor : http;
            var bytes = (await asker.GetByteArrayAsync(new Uri(url))).Length;
            await using var bare = await Bare(site.ConnectionString, bytes);
            var bareUrl = $"{bare.Urls.First()}/";
            using var plain = Site.Client();
            await Load.Run(Clients, TimeSpan.FromSeconds(3), Load.Page(asker, url, mustHold));
            await Load.Run(Clients, TimeSpan.FromSeconds(2), Load.Page(plain, bareUrl, "offer"));
            List<Round> ours = [], theirs = [];
            for (var round = 0; round < options.Rounds; round++)
            {
                theirs.Add(await Load.Run(Clients, options.Round, Load.Page(plain, bareUrl, "offer")));
                ours.Add(await Load.Run(Clients, options.Round, Load.Page(asker, url, mustHold)));
            }

            figures.Add(Report.Compare($"{name}, {bytes / 1024} kB", "req/s", ours.Select(r => r.PerSecond).ToList(), theirs.Select(r => r.PerSecond).ToList()));
            figures.Add(Report.Compare($"{name} p50", "ms", ours.Select(r => r.P50).ToList(), theirs.Select(r => r.P50).ToList()));
            figures.Add(Report.Compare($"{name} p99", "ms", ours.Select(r => r.P99).ToList(), theirs.Select(r => r.P99).ToList()));
        }

        figures.Add(new Figure("memory of the process after the run", System.Diagnostics.Process.GetCurrentProcess().WorkingSet64 / 1048576.0, "MB"));
        return figures;
    }

    private static async Task<string> FirstListing(Site site)
    {
        await using var source = NpgsqlDataSource.Create(site.ConnectionString);
        await using var command = source.CreateCommand("select public_id from catalog.published_offer where withdrawn_at is null order by offer_id limit 1");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The least that a page of that size costs: 30 rows by primary key, padded to as many bytes.</summary>
    private static async Task<WebApplication> Bare(string connection, int bytes)
    {
        var source = NpgsqlDataSource.Create(connection);
        await using (var read = source.CreateCommand("select array_agg(offer_id) from (select offer_id from catalog.published_offer limit 30) o"))
        {
            var ids = (Guid[])(await read.ExecuteScalarAsync())!;
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.MapGet("/", async (HttpContext context) =>
            {
                await using var command = source.CreateCommand("select public_id from catalog.published_offer where offer_id = any($1)");
                command.Parameters.Add(new() { Value = ids });
                var text = new System.Text.StringBuilder(bytes).Append("offer");
                await using (var reader = await command.ExecuteReaderAsync(context.RequestAborted))
                {
                    while (await reader.ReadAsync(context.RequestAborted))
                        text.Append(reader.GetString(0));
                }

                text.Append('x', Math.Max(0, bytes - text.Length));
                context.Response.ContentType = "text/html; charset=utf-8";
                await context.Response.WriteAsync(text.ToString(), context.RequestAborted);
            });
            await app.StartAsync();
            return app;
        }
    }
}
