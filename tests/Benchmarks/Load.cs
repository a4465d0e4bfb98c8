using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

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

    /// <summary>Asks the same address over and over; checks status and a word that the right body holds. Reads into one buffer for each client, so that the client's own garbage
    /// does not weigh on the server in the same process.</summary>
    public static Func<int, int, Task> Page(HttpClient http, string url, string mustHold)
    {
        var (address, word) = (new Uri(url), Encoding.UTF8.GetBytes(mustHold));
        var buffers = new ConcurrentDictionary<int, byte[]>();
        return async (client, _) =>
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
            var buffer = buffers.GetOrAdd(client, _ => new byte[2 << 20]);
            await using var body = await response.Content.ReadAsStreamAsync();
            var length = 0;
            while (await body.ReadAsync(buffer.AsMemory(length)) is > 0 and var read)
                length += read;
            if (!response.IsSuccessStatusCode || buffer.AsSpan(0, length).IndexOf(word) < 0)
                throw new InvalidOperationException($"{url} answered {response.StatusCode} with a wrong body: {Encoding.UTF8.GetString(buffer, 0, Math.Min(300, length))}");
        };
    }
}
