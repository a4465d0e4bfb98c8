using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>Reads every account's journal from its first entry: no gaps, every hash right, what it adds up to is never negative, and a snapshot is what the
/// journal gives at its version.</summary>
internal sealed class PurchasingDoctor(PurchasingJournal journal) : IDoctor
{
    public string Name => "purchasing journals";

    public async Task<IReadOnlyList<string>> Faults(CancellationToken cancel)
    {
        var faults = new List<string>();
        var snapshots = (await journal.Snapshots(cancel)).ToDictionary(s => s.Body);
        LocalGovernmentCode? body = null;
        JournalState? state = null;
        await foreach (var entry in journal.All(cancel))
        {
            if (entry.Body != body)
            {
                if (state is not null)
                    faults.AddRange(Negative(body!.Value, state.Account));
                body = entry.Body;
                state = JournalState.Empty;
            }

            // After an account's first fault nothing further can be said about it.
            if (state is null)
                continue;
            if (!entry.ContentHash().AsSpan().SequenceEqual(entry.Hash))
            {
                faults.Add($"{entry.Body}: entry {entry.Version} is not what was hashed.");
                state = null;
                continue;
            }

            try
            {
                state = state.After(entry);
                if (snapshots.TryGetValue(entry.Body, out var snapshot) && snapshot.Version == entry.Version && snapshot.Hash.AsSpan().SequenceEqual(entry.Hash)
                    && snapshot.Account != PurchasingSnapshot.Of(entry.Body, state).Account)
                    faults.Add($"{entry.Body}: the snapshot of entry {entry.Version} is not what the journal gives; delete it.");
            }
            catch (Exception e) when (e is InvalidDataException or KeyNotFoundException or ArgumentException or OverflowException or System.Text.Json.JsonException)
            {
                faults.Add($"{entry.Body}: entry {entry.Version} cannot follow: {e.Message}");
                state = null;
            }
        }

        if (state is not null)
            faults.AddRange(Negative(body!.Value, state.Account));
        return faults;
    }

    private static IEnumerable<string> Negative(LocalGovernmentCode body, PurchasingAccount account) =>
        from line in account.Lines
        let least = new[] { line.Allotted, line.Reserved, line.Encumbered, line.Accepted, line.Paid, line.Remaining, line.Unallotted }.Min()
        where least < Money.Zero
        select $"{body}: line {line.Line} of {line.Year.Year} has a negative figure ({least}).";
}
