using Marketplace.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(AssemblySetup))]
// Two cores: two classes at a time keep both busy without tests waiting for each other's password hashing.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace Marketplace.Tests;

/// <summary>Stops what the run started.</summary>
public sealed class AssemblySetup : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await TestDatabase.Stop();
}
