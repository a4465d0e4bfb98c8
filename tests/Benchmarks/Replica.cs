using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Marketplace.Benchmarks;

/// <summary>The program as a process of its own over the site's database, so that it can be killed.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly Process process;

    private Replica(Process process, string address) => (this.process, Address) = (process, address);

    public string Address { get; }

    public static Replica Start(Site site)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[]
        {
            Path.Combine(AppContext.BaseDirectory, "Marketplace.Host.dll"), "run", $"--urls={address}", $"--contentRoot={Path.Combine(Site.FindRoot(), "host")}", "--Security:PlainHttpOnLoopback=true",
            "--RateLimits:SignInsPerMinute=100000", "--RateLimits:WritesPerMinute=100000000", "--Logging:LogLevel:Default=Error", "--Seed:Samples=true",
        })
            start.ArgumentList.Add(argument);
        start.Environment["ConnectionStrings__Marketplace"] = site.ConnectionString;
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return new Replica(started, address);
    }

    public async Task Ready()
    {
        using var http = new HttpClient();
        for (var i = 0; i < 600 && !process.HasExited; i++)
        {
            try
            {
                if ((await http.GetAsync(new Uri($"{Address}/health/ready"))).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(200);
        }

        throw new InvalidOperationException("A replica did not become ready.");
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
