using System.Globalization;
using System.Net;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Journey;

/// <summary>SIGKILL for the host at random moments, and people who try again as they would: load the page, press the button.</summary>
public abstract class PowerCuts(HostProcess host)
{
    private const int Kills = 7;
    private readonly Random random = new(20261121);

    protected HostProcess Host { get; } = host;

    /// <summary>Kills and starts the host until it is told to stop or has done so often enough; says how often.</summary>
    protected async Task<int> KillNowAndThen(CancellationToken stop)
    {
        var kills = 0;
        try
        {
            while (kills < Kills)
            {
                // Short enough to hit even a fast machine several times before all is done.
                await Task.Delay(random.Next(50, 1500), stop);
                Host.Kill();
                kills++;
                await Host.Start();
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }

        return kills;
    }

    /// <summary>A person's one try: load the page, fill in, press the button. A dead server is what it is.</summary>
    protected static async Task Step(Browser browser, string page, params (string, string)[] fields)
    {
        await browser.Get(page);
        if (browser.Status == HttpStatusCode.OK)
            await browser.Submit(null, fields);
    }

    /// <summary>Waits for what the system must do by itself.</summary>
    protected static Task Until(Func<Task<bool>> done) => Until(() => Task.CompletedTask, done);

    /// <summary>Tries until it is done, as a person would, for four minutes.</summary>
    protected static async Task Until(Func<Task> attempt, Func<Task<bool>> done)
    {
        var until = DateTime.UtcNow.AddSeconds(240);
        while (!await done())
        {
            Assert.True(DateTime.UtcNow < until, "A person gave up after four minutes.");
            try
            {
                await attempt();
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or InvalidOperationException or IOException)
            {
                // Killed under way, or the page had no form any more because the first try had worked.
            }

            await Task.Delay(100);
        }
    }

    protected static async Task<T> Retry<T>(Func<Task<T>> attempt)
    {
        for (var n = 0; ; n++)
        {
            try
            {
                return await attempt();
            }
            catch (Exception e) when (n < 600 && e is HttpRequestException or TaskCanceledException or InvalidOperationException or IOException)
            {
                await Task.Delay(200);
            }
        }
    }

    protected async Task<long> Scalar(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Host.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    protected async Task<string> Text(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Host.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException($"Nothing found: {sql}"));
    }
}
