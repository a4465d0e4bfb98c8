using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Marketplace.Tests;

/// <summary>A network between a program and its database that a test can stop, and a database that can come back at another port.</summary>
internal sealed class Tap : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<TcpClient, bool> open = new();
    private volatile TaskCompletionSource flowing = Flowing();

    public Tap(int target)
    {
        Target = target;
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Where new connections lead.</summary>
    public int Target { get; set; }

    /// <summary>Nothing arrives any more, in either direction, and nobody is told.</summary>
    public void Stop() => flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => flowing.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        Resume();
        listener.Stop();
        foreach (var client in open.Keys)
            client.Dispose();
    }

    private static TaskCompletionSource Flowing()
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        source.SetResult();
        return source;
    }

    private async Task Accept()
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                _ = Join(await listener.AcceptTcpClientAsync(ended.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Join(TcpClient near)
    {
        using var far = new TcpClient();
        try
        {
            open[near] = open[far] = true;
            await far.ConnectAsync(IPAddress.Loopback, Target, ended.Token);
            await Task.WhenAny(Pump(near.GetStream(), far.GetStream()), Pump(far.GetStream(), near.GetStream()));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // The connection ends; its client sees that.
        }
        finally
        {
            open.TryRemove(near, out _);
            open.TryRemove(far, out _);
            near.Dispose();
        }
    }

    private async Task Pump(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, ended.Token) is > 0 and var count)
        {
            await flowing.Task;
            await to.WriteAsync(buffer.AsMemory(0, count), ended.Token);
        }
    }
}
