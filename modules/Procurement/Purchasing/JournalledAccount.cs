using Marketplace.Shared;
using Npgsql;

namespace Marketplace.Procurement;

/// <summary>One body's account over its journal. Commands are decided one after another in memory, each on the state that the one before it left, and are
/// acknowledged when the journal has them; so an account is not bound by one flush to disk per command. What the journal took is true: when it refuses an entry,
/// memory is dropped and everything that was decided on it is decided again. May be called from any thread; <see cref="Read"/> waits for no command.</summary>
internal sealed class JournalledAccount(LocalGovernmentCode body, PurchasingJournal journal, JournalWriter writer, SnapshotKeeper snapshots, TimeProvider time)
{
    private const int MostAttempts = 100;
    private AccountMemory? memory;

    /// <summary>Memory had to be dropped at least once: the journal did not take, or did not answer about, an entry.</summary>
    public bool LostMemory { get; private set; }

    /// <summary>Runs a command; see <see cref="IPurchasingAccounts.Run"/>.</summary>
    public async Task<PurchasingOutcome> Run(PurchasingCommand command, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var known = Volatile.Read(ref memory) ?? await Load(cancel);
            var decided = known.Decide(command, body, time.GetUtcNow(), writer);
            var outcome = decided.Refusal is null ? await Saved(known, decided, command) : await Confirmed(known, decided, command, cancel);
            if (outcome is not null)
                return outcome;
        }

        throw new TimeoutException($"The account of {body} was changed by others {MostAttempts} times while a command waited; nothing was done.");
    }

    /// <summary>The account with everything that any process had committed when this was called.</summary>
    public async Task<PurchasingAccount> Read(CancellationToken cancel)
    {
        var known = Volatile.Read(ref memory) ?? await Load(cancel);
        var durable = known.Durable;
        if (await journal.Tail(body, durable.Version, cancel) is { Count: > 0 } tail)
            known.Learn(durable = durable.After(tail));
        return durable.Account;
    }

    /// <summary>The account as this memory knows it to be durable: enough for a host that is the account's only one.</summary>
    public async Task<PurchasingAccount> Remembered(CancellationToken cancel) => (Volatile.Read(ref memory) ?? await Load(cancel)).Durable.Account;

    private async Task<AccountMemory> Load(CancellationToken cancel)
    {
        var loaded = new AccountMemory(await journal.Load(body, cancel));
        return Interlocked.CompareExchange(ref memory, loaded, null) ?? loaded;
    }

    /// <summary>Memory alone never says no: another process may have written since, or this very operation may have run before. Null: decide again.</summary>
    private async Task<PurchasingOutcome?> Confirmed(AccountMemory known, Decided decided, PurchasingCommand command, CancellationToken cancel)
    {
        if (decided.Before is { } before)
        {
            if (!await Stands(before))
            {
                Forget(known);
                return null;
            }

            known.Learn(decided.On);
        }

        var entries = await journal.TailAndOperation(body, decided.On.Version, command.OperationId, cancel);
        if (entries.Find(e => e.OperationId == command.OperationId) is { } entry)
            return First(entry, command);
        if (entries.Count == 0)
            return new PurchasingOutcome(decided.Refusal, decided.On.Version, Replayed: false);
        known.Learn(decided.On.After(entries));
        return null;
    }

    /// <summary>Waits until the entry is durable. Null: it is not, and must be decided again.</summary>
    private async Task<PurchasingOutcome?> Saved(AccountMemory known, Decided decided, PurchasingCommand command)
    {
        var underway = decided.Underway!;
        try
        {
            // Once a command is decided its saving is not given up halfway, whatever the caller does.
            if (await underway.Durable)
            {
                known.Learn(underway);
                snapshots.Consider(body, underway.After);
                return decided.Repeated && underway.Entry.Kind != command.GetType().Name
                    ? First(underway.Entry, command)
                    : new PurchasingOutcome(underway.Refusal, underway.Entry.Version, decided.Repeated);
            }
        }
        catch (PostgresException e)
        {
            Forget(known);
            throw new InvalidOperationException($"The database refused to save the command, and nothing happened: {e.MessageText}", e);
        }
        catch (NpgsqlException e)
        {
            Forget(known);
            throw new TimeoutException("The database did not say whether the command was saved; ask again with the same operation id.", e);
        }
        catch
        {
            Forget(known);
            throw;
        }

        var entries = await journal.TailAndOperation(body, long.MaxValue, command.OperationId, CancellationToken.None);
        if (entries.Find(e => e.OperationId == command.OperationId) is not { } first)
        {
            Forget(known);
            return null;
        }

        // Only asked for again: memory stands as far as it was durable. Loading the account for every repeat would make a storm of retries expensive.
        if (first.Version <= known.Durable.Version)
            Interlocked.CompareExchange(ref memory, new AccountMemory(known.Durable), known);
        else
            Forget(known);
        return First(first, command);
    }

    private static async Task<bool> Stands(Pending pending)
    {
        try
        {
            return await pending.Durable;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>Drops what was in memory, unless that has been done already.</summary>
    private void Forget(AccountMemory known)
    {
        Interlocked.CompareExchange(ref memory, null, known);
        LostMemory = true;
    }

    /// <summary>The outcome of an operation that had been run before.</summary>
    private static PurchasingOutcome First(PurchasingEntry entry, PurchasingCommand command)
    {
        var refusal = entry.Kind == command.GetType().Name
            ? entry.ReadEvents() is [Refused no, ..] ? no.ToRefusal() : null
            : Refusal.Conflict("operation-reused", "この操作番号は別の操作に使われています。新しい操作番号でやり直してください。");
        return new PurchasingOutcome(refusal, entry.Version, Replayed: true);
    }
}
