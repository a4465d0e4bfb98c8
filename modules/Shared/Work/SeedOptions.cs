namespace Marketplace.Shared;

/// <summary>Section "Seed".</summary>
public sealed class SeedOptions
{
    /// <summary>Whether sample vendors, listings, people and budgets are seeded beside the real local governments. On in the embedded default, off with a connection string.</summary>
    public bool Samples { get; set; }

    /// <summary>The password of all sample people; the embedded default makes a random one per installation.</summary>
    public string SamplePassword { get; set; } = "";
}
