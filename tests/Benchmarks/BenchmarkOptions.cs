using System.Globalization;

namespace Marketplace.Benchmarks;

/// <summary>Options of every verb.</summary>
internal sealed class BenchmarkOptions(string[] args)
{
    public bool Json => args.Contains("--json");

    /// <summary>Length of one round of one side.</summary>
    public TimeSpan Round => TimeSpan.FromSeconds(Number("--seconds", 6));

    /// <summary>Rounds of each side, interleaved.</summary>
    public int Rounds => Number("--rounds", 5);

    /// <summary>Listings generated beside the seeded samples.</summary>
    public int Listings => Number("--listings", 0);

    private int Number(string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
