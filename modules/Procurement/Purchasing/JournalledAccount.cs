using Marketplace.Shared;
using Npgsql;

namespace Marketplace.Procurement;

/// <summary>An account as its journal gives it up to a version.</summary>
internal sealed record JournalState(PurchasingAccount Account, long Version, byte[] Hash)
{
    public static readonly JournalState Empty = new(PurchasingAccount.Empty, 0, PurchasingEntry.Genesis);

    /// <exception cref="InvalidDataException">The entry does not follow: the journal has a gap or was tampered with.</exception>
    public JournalState After(PurchasingEntry entry) => entry.Version == Version + 1 && entry.PreviousHash.AsSpan().SequenceEqual(Hash)
        ? new JournalState(Account.Apply(entry.ReadEvents()), entry.Version, entry.Hash)
        : throw new InvalidDataException($"Purchasing journal of {entry.Body}: entry {entry.Version} does not follow entry {Version}; run doctor.");
}

/// <summary>One body's account over its journal: decides in memory, and what the journal took is true. Whoever hosts it (the built-in engine, a grain) calls
/// <see cref="Run"/> one at a time; <see cref="Read"/> may be called at any time and waits for no command.</summary>
internal sealed class JournalledAccount(LocalGovernmentCode body, PurchasingJournal journal, TimeProvider time)
{
    private const int MostAttempts = 100;
    private JournalState? state;

    /// <summary>Runs a command; see <see cref="IPurchasingAccounts.Run"/>.</summary>
    public async Task<PurchasingOutcome> Run(PurchasingCommand command, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var known = Volatile.Read(ref state) ?? await Refresh(cancel);
            var decision = known.Account.Decide(command);
            if (!decision.Ok)
            {
                // Memory alone never says no: another process may have written since, or this very operation may have run before.
                var entries = await journal.TailAndOperation(body, known.Version, command.OperationId, cancel);
                if (Seen(entries, command) is { } first)
                    return first;
                if (entries.Count == 0)
                    return new PurchasingOutcome(decision.Refusals[0], known.Version, Replayed: false);
                Keep(entries.Aggregate(known, (s, e) => s.After(e)));
                continue;
            }

            var entry = PurchasingEntry.Next(body, known.Version + 1, known.Hash, command, decision.Value, time.GetUtcNow());
            switch (await Save(entry))
            {
                case Append.Done:
                    Keep(new JournalState(known.Account.Apply(decision.Value), entry.Version, entry.Hash));
                    return new PurchasingOutcome(RefusalIn(decision.Value), entry.Version, Replayed: false);
                case Append.OperationTaken:
                    return Seen(await journal.TailAndOperation(body, long.MaxValue, command.OperationId, cancel), command)!;
                default:
                    await CatchUp(known, cancel);
                    break;
            }
        }

        throw new TimeoutException($"The account of {body} was changed by others {MostAttempts} times while a command waited; nothing was done.");
    }

    /// <summary>The account with everything that any process had committed when this was called.</summary>
    public async Task<PurchasingAccount> Read(CancellationToken cancel) => (await Refresh(cancel)).Account;

    private async Task<JournalState> Refresh(CancellationToken cancel)
    {
        var known = Volatile.Read(ref state) ?? JournalState.Empty;
        return Keep((await journal.Tail(body, known.Version, cancel)).Aggregate(known, (s, e) => s.After(e)));
    }

    /// <summary>After a lost race: takes what others wrote, or starts over if memory is not a beginning of the journal at all.</summary>
    private async Task CatchUp(JournalState known, CancellationToken cancel)
    {
        var tail = await journal.Tail(body, known.Version, cancel);
        if (tail is [var next, ..] && next.PreviousHash.AsSpan().SequenceEqual(known.Hash))
            Keep(tail.Aggregate(known, (s, e) => s.After(e)));
        else
            Forget();
    }

    /// <summary>Once a command is decided its saving is not given up halfway, whatever the caller does.</summary>
    private async Task<Append> Save(PurchasingEntry entry)
    {
        try
        {
            return await journal.Add(entry, CancellationToken.None);
        }
        catch (NpgsqlException e)
        {
            Forget();
            if (e is PostgresException)
                throw;
            throw new TimeoutException("The database did not say whether the command was saved; ask again with the same operation id.", e);
        }
    }

    private JournalState Keep(JournalState candidate)
    {
        // A reader and the writer may both have something newer; the longer one wins, as both are prefixes of one journal.
        while (Volatile.Read(ref state) is var current && (current is null || current.Version < candidate.Version))
        {
            if (ReferenceEquals(Interlocked.CompareExchange(ref state, candidate, current), current))
                break;
        }

        return candidate;
    }

    private void Forget() => Volatile.Write(ref state, null);

    private static PurchasingOutcome? Seen(List<PurchasingEntry> entries, PurchasingCommand command)
    {
        if (entries.Find(e => e.OperationId == command.OperationId) is not { } entry)
            return null;
        var refusal = entry.Kind == command.GetType().Name
            ? RefusalIn(entry.ReadEvents())
            : Refusal.Conflict("operation-reused", "この操作番号は別の操作に使われています。新しい操作番号でやり直してください。");
        return new PurchasingOutcome(refusal, entry.Version, Replayed: true);
    }

    private static Refusal? RefusalIn(PurchasingEvent[] events) => events is [Refused no, ..] ? no.ToRefusal() : null;
}
