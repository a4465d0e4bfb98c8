using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>An entry on its way to the journal.</summary>
/// <param name="Refusal">The final "no" that it holds; null when the command was accepted.</param>
internal sealed record Pending(PurchasingEntry Entry, Refusal? Refusal, JournalState After, Task<bool> Durable);

/// <summary>What memory made of a command.</summary>
/// <param name="On">The state it was decided on.</param>
/// <param name="Before">The newest entry still on its way then; <paramref name="On"/> is true once that one is durable.</param>
/// <param name="Refusal">It was refused, and nothing is written.</param>
/// <param name="Underway">It was accepted (or finally refused) and is being written.</param>
/// <param name="Repeated">By an earlier call with the same operation id.</param>
internal readonly record struct Decided(JournalState On, Pending? Before, Refusal? Refusal, Pending? Underway, bool Repeated);

/// <summary>An account in memory: what is known to be durable, and ahead of it what was decided and is being written. Thrown away as a whole when the journal
/// did not take an entry, as everything decided after it stands on nothing.</summary>
internal sealed class AccountMemory(JournalState loaded)
{
    private readonly Lock turn = new();
    private readonly Dictionary<Guid, Pending> pending = [];
    private JournalState durable = loaded;
    private JournalState ahead = loaded;
    private Pending? newest;

    public JournalState Durable => Volatile.Read(ref durable);

    /// <summary>Decides on the newest state and hands an accepted command's entry to the writer, in one turn: the order of decisions is the order of entries.</summary>
    public Decided Decide(PurchasingCommand command, LocalGovernmentCode body, DateTimeOffset now, JournalWriter writer)
    {
        lock (turn)
        {
            var on = ahead.Version >= durable.Version ? ahead : durable;
            if (pending.TryGetValue(command.OperationId, out var underway))
                return new Decided(on, newest, null, underway, Repeated: true);
            var decision = on.Account.Decide(command);
            if (!decision.Ok)
                return new Decided(on, newest, decision.Refusals[0], null, Repeated: false);
            var events = decision.Value;
            var account = on.Account.Apply(events);
            var entry = PurchasingEntry.Next(body, on.Version + 1, on.Hash, command, events, now, account.LeastOf(events));
            ahead = new JournalState(account, entry.Version, entry.Hash);
            newest = new Pending(entry, events is [Refused no, ..] ? no.ToRefusal() : null, ahead, writer.Append(entry));
            pending.Add(command.OperationId, newest);
            return new Decided(on, newest, null, newest, Repeated: false);
        }
    }

    /// <summary>A state is durable: the longer of two wins, as both are beginnings of one journal.</summary>
    public void Learn(JournalState state)
    {
        lock (turn)
        {
            if (state.Version > durable.Version)
                Volatile.Write(ref durable, state);
        }
    }

    /// <summary>An entry is durable.</summary>
    public void Learn(Pending written)
    {
        lock (turn)
        {
            if (written.After.Version > durable.Version)
                Volatile.Write(ref durable, written.After);
            pending.Remove(written.Entry.OperationId);
            if (ReferenceEquals(newest, written))
                newest = null;
        }
    }
}
