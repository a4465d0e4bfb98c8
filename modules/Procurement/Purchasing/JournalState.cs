using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>An account as its journal gives it up to a version. Immutable.</summary>
internal sealed record JournalState(PurchasingAccount Account, long Version, byte[] Hash)
{
    public static readonly JournalState Empty = new(PurchasingAccount.Empty, 0, PurchasingEntry.Genesis);

    /// <exception cref="InvalidDataException">The entry does not follow: the journal has a gap or was tampered with.</exception>
    public JournalState After(PurchasingEntry entry) => entry.Version == Version + 1 && entry.PreviousHash.AsSpan().SequenceEqual(Hash)
        ? new JournalState(Account.Apply(entry.ReadEvents()), entry.Version, entry.Hash)
        : throw new InvalidDataException($"Purchasing journal of {entry.Body}: entry {entry.Version} does not follow entry {Version}; run doctor.");

    public JournalState After(IEnumerable<PurchasingEntry> entries) => entries.Aggregate(this, (state, entry) => state.After(entry));
}
