using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Marketplace.Tests;

/// <summary>The host as a process of its own on a loopback port over a database copy: for tests that kill it, and for real browsers.</summary>
public sealed class HostProcess : IAsyncLifetime
{
    private readonly HostProcess? beside;

    private readonly int port = FreePort();

    // The same after a kill, so that the cluster knows the new silo for the successor of the dead one and need not wait until that is stale.
    private readonly int siloPort = FreePort();
    private Process? process;
    private readonly System.Text.StringBuilder log = new();

    public HostProcess()
    {
    }

    private HostProcess(HostProcess beside) => (this.beside, ConnectionString) = (beside, beside.ConnectionString);

    public string ConnectionString { get; private set; } = "";
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));

    /// <summary>What the host wrote to its console.</summary>
    public string Log
    {
        get
        {
            lock (log)
                return log.ToString();
        }
    }

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await TestDatabase.Create();
        await Start();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        if (beside is null)
            await TestDatabase.Drop(ConnectionString);
    }

    /// <summary>Another replica over the same database; not started yet.</summary>
    public HostProcess Replica() => new(this);

    /// <summary>SIGTERM: what an orchestrator sends to a replica that shall go. Waits until it has gone.</summary>
    public async Task StopGracefully()
    {
        using var kill = Process.Start("kill", ["-TERM", process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
    }

    public Browser Visitor() => new(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30) }, Address);

    public async Task<Browser> SignIn(string email)
    {
        var browser = Visitor();
        await browser.SignIn(email, TestDatabase.SamplePassword);
        return browser;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
    }

    /// <summary>Starts the host and waits until it is ready.</summary>
    public async Task Start()
    {
        var start = Command("run", $"--urls={Address}", $"--contentRoot={Path.Combine(Architecture.DependencyTests.FindRoot(), "host")}");
        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = Address };
        for (var i = 0; i < 1200; i++)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The host ended: {Log}");
            try
            {
                if ((await http.GetAsync(new Uri("health/ready", UriKind.Relative))).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"The host is not ready after two minutes: {Log}");
    }

    /// <summary>Runs another verb over the same database; its exit code and output.</summary>
    public async Task<(int Code, string Output)> Verb(params string[] arguments)
    {
        using var other = Process.Start(Command(arguments))!;
        var output = other.StandardOutput.ReadToEndAsync();
        var errors = other.StandardError.ReadToEndAsync();
        await other.WaitForExitAsync();
        return (other.ExitCode, await output + await errors);
    }

    private ProcessStartInfo Command(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // The host's own build, in the tests' configuration: it has its static assets.
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        start.ArgumentList.Add(Path.Combine(Architecture.DependencyTests.FindRoot(), "host", "bin", configuration, "net10.0", "Marketplace.Host.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["ConnectionStrings__Marketplace"] = ConnectionString;
        start.Environment["Orleans__SiloPort"] = siloPort.ToString(CultureInfo.InvariantCulture);
        start.Environment["Security__PlainHttpOnLoopback"] = "true";
        start.Environment["RateLimits__SignInsPerMinute"] = "100000";
        start.Environment["RateLimits__WritesPerMinute"] = "100000";
        start.Environment["DesignPage"] = "true";
        start.Environment["Seed__Samples"] = "true";
        start.Environment["Seed__SamplePassword"] = TestDatabase.SamplePassword;
        return start;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (log)
            log.AppendLine(line.Data);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
