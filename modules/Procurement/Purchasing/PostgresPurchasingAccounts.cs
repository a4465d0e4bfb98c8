using System.Collections.Concurrent;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>The built-in engine: in this process one command at a time per body; between processes the journal's keys decide.
/// Keeps about <paramref name="capacity"/> accounts in memory, those used last.</summary>
internal sealed class PostgresPurchasingAccounts(
    PurchasingJournal journal, JournalWriter writer, SnapshotKeeper snapshots, TimeProvider time, int capacity = PostgresPurchasingAccounts.AllBodies) : IPurchasingAccounts
{
    /// <summary>1,788 bodies and some unions.</summary>
    public const int AllBodies = 2_000;
    private readonly ConcurrentDictionary<LocalGovernmentCode, Seat> seats = new();

    /// <summary>Accounts in memory now.</summary>
    public int Count => seats.Count;

    public Task<PurchasingOutcome> Run(LocalGovernmentCode body, PurchasingCommand command, CancellationToken cancel) => AccountOf(body).Run(command, cancel);

    public async Task<IReadOnlyList<BudgetLineFigures>> Read(LocalGovernmentCode body, FiscalYear year, CancellationToken cancel) =>
        (await AccountOf(body).Read(cancel)).In(year);

    public async Task<BudgetReport> Report(LocalGovernmentCode body, FiscalYear year, CancellationToken cancel) =>
        (await AccountOf(body).Read(cancel)).Report(year);

    private JournalledAccount AccountOf(LocalGovernmentCode body)
    {
        if (!seats.TryGetValue(body, out var seat))
        {
            MakeRoom();
            seat = seats.GetOrAdd(body, b => new Seat(new JournalledAccount(b, journal, writer, snapshots, time)));
        }

        seat.LastUsed = Environment.TickCount64;
        return seat.Account;
    }

    private void MakeRoom()
    {
        if (seats.Count < capacity)
            return;
        // A seat removed while a command sits in it costs at worst a version conflict with its successor; the journal sorts them out.
        foreach (var (body, _) in seats.OrderBy(s => s.Value.LastUsed).Take(1 + capacity / 10).ToList())
            seats.TryRemove(body, out _);
    }

    private sealed class Seat(JournalledAccount account)
    {
        public JournalledAccount Account => account;
        public long LastUsed { get; set; }
    }
}
