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
