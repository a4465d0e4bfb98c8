using System.Collections.Concurrent;
using System.Diagnostics;

namespace Marketplace.Benchmarks;

/// <summary>What a round gave.</summary>
internal sealed record Round(double PerSecond, double P50, double P99);

/// <summary>A closed loop: each of so many clients asks again as soon as it is answered. Any failure voids the run.</summary>
internal static class Load
{
    public static async Task<Round> Run(int clients, TimeSpan time, Func<int, int, Task> ask)
    {
        var latencies = new ConcurrentBag<List<double>>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var own = new List<double>(4096);
            for (var n = 0; clock.Elapsed < time; n++)
            {
                var began = Stopwatch.GetTimestamp();
                await ask(client, n);
                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            latencies.Add(own);
        })));
        var elapsed = clock.Elapsed.TotalSeconds;
        var all = latencies.SelectMany(l => l).Order().ToList();
        return new Round(all.Count / elapsed, all[all.Count / 2], all[(int)(all.Count * 0.99)]);
    }

    /// <summary>Asks the same address over and over; checks status and a word that the right body holds.</summary>
    public static Func<int, int, Task> Page(HttpClient http, string url, string mustHold) => async (_, _) =>
    {
        using var response = await http.GetAsync(new Uri(url), HttpCompletionOption.ResponseContentRead);
        var body = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode || !body.Contains(mustHold, StringComparison.Ordinal))
            throw new InvalidOperationException($"{url} answered {response.StatusCode} with a wrong body: {body[..Math.Min(300, body.Length)]}");
    };
}
