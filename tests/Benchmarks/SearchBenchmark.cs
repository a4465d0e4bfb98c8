namespace Marketplace.Benchmarks;

/// <summary>The search page, HTML, signed in, uncached, with all counts, beside Groonga answering the same question with as many drilldowns over the same listings;
/// and the suggestions. 16 connections, interleaved.</summary>
internal static class SearchBenchmark
{
    private const int Clients = 16;

    public static async Task<IReadOnlyList<Figure>> Run(BenchmarkOptions options)
    {
        await using var site = await Site.Start(options);
        await using var groonga = await Groonga.Start(site);
        using var http = await site.SignIn("tanto@gifu-pref.example");
        using var plain = Site.Client();
        var figures = new List<Figure>();
        foreach (var (name, url, theirs) in new[]
        {
            ("by keyword", "/services?q=%E6%96%87%E6%9B%B8", groonga.Select("文書", null)),
            ("by a long word", "/services?q=%E9%9B%BB%E5%AD%90%E7%94%B3%E8%AB%8B", groonga.Select("電子申請", null)),
            ("with a filter", "/services?category=01", groonga.Select(null, "01")),
            ("without keyword", "/services", groonga.Select(null, null)),
        })
        {
            var (ask, askGroonga) = (Load.Page(http, site.Address + url, "<h1"), Load.Page(plain, theirs, "_nsubrecs"));
            await Load.Run(Clients, TimeSpan.FromSeconds(8), ask);
            await Load.Run(Clients, TimeSpan.FromSeconds(2), askGroonga);
            List<Round> ours = [], other = [];
            for (var round = 0; round < options.Rounds; round++)
            {
                other.Add(await Load.Run(Clients, options.Round, askGroonga));
                ours.Add(await Load.Run(Clients, options.Round, ask));
            }

            figures.Add(Report.Compare($"search page {name} / Groonga", "req/s", ours.Select(r => r.PerSecond).ToList(), other.Select(r => r.PerSecond).ToList()));
            figures.Add(Report.Compare("  p50", "ms", ours.Select(r => r.P50).ToList(), other.Select(r => r.P50).ToList()));
            figures.Add(Report.Compare("  p99", "ms", ours.Select(r => r.P99).ToList(), other.Select(r => r.P99).ToList()));
        }

        await Load.Run(1, TimeSpan.FromSeconds(2), Load.Page(http, site.Address + "/services/suggest?q=%E6%96%87%E6%9B%B8", "文書"));
        var suggest = await Load.Run(1, options.Round, Load.Page(http, site.Address + "/services/suggest?q=%E6%96%87%E6%9B%B8", "文書"));
        figures.Add(new Figure("suggestions, one after another, p50", suggest.P50, "ms"));
        figures.Add(new Figure("  p99", suggest.P99, "ms"));
        figures.Add(new Figure("memory of the process after the run", System.Diagnostics.Process.GetCurrentProcess().WorkingSet64 / 1048576.0, "MB"));
        return figures;
    }
}
