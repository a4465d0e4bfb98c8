using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Shared;

/// <summary>An optional engine: an assembly of its own that answers one of a module's ports instead of the built-in answer. The host finds the one public
/// class of this kind in the engine's assembly, and calls it when the setting asks for the engine.</summary>
public interface IEngine
{
    /// <summary>Adds the engine after the modules; its registration of the port wins.</summary>
    /// <param name="connectionString">Of the product's database.</param>
    /// <exception cref="InvalidOperationException">A setting of the engine's is wrong; the message says which.</exception>
    void AddTo(IHostApplicationBuilder builder, string connectionString);
}

/// <summary>How often, since this process started, a port's built-in answer stood in for its engine, because that one could not answer. For the status page: people
/// are served all the same, so nobody else would notice a sick cluster.</summary>
public sealed class StandIns(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (long Times, DateTimeOffset Last)> ports = new(StringComparer.Ordinal);

    /// <param name="port">"Purchasing", "Search" or "Payments".</param>
    public void Happened(string port) => ports.AddOrUpdate(port, (1, time.GetUtcNow()), (_, was) => (was.Times + 1, time.GetUtcNow()));

    /// <summary>Null when it never happened.</summary>
    public (long Times, DateTimeOffset Last)? Of(string port) => ports.TryGetValue(port, out var known) ? known : null;
}
