using System.Collections.Concurrent;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>The built-in engine: in this process one command at a time per body; between processes the journal's keys decide.
/// Keeps about <paramref name="capacity"/> accounts in memory, those used last.</summary>
internal sealed class PostgresPurchasingAccounts(PurchasingJournal journal, TimeProvider time, int capacity = PostgresPurchasingAccounts.AllBodies) : IPurchasingAccounts
{
    /// <summary>1,788 bodies and some unions.</summary>
    public const int AllBodies = 2_000;
    private readonly ConcurrentDictionary<LocalGovernmentCode, Seat> seats = new();

    /// <summary>Accounts in memory now.</summary>
    public int Count => seats.Count;

    public async Task<PurchasingOutcome> Run(LocalGovernmentCode body, PurchasingCommand command, CancellationToken cancel)
    {
        var seat = SeatOf(body);
        await seat.Gate.WaitAsync(cancel);
        try
        {
            return await seat.Account.Run(command, cancel);
        }
        finally
        {
            seat.Gate.Release();
        }
    }

    public async Task<IReadOnlyList<BudgetLineFigures>> Read(LocalGovernmentCode body, FiscalYear year, CancellationToken cancel) =>
        (await SeatOf(body).Account.Read(cancel)).In(year);

    private Seat SeatOf(LocalGovernmentCode body)
    {
        if (!seats.TryGetValue(body, out var seat))
        {
            MakeRoom();
            seat = seats.GetOrAdd(body, b => new Seat(new JournalledAccount(b, journal, time)));
        }

        seat.LastUsed = Environment.TickCount64;
        return seat;
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
        public SemaphoreSlim Gate { get; } = new(1, 1);
        public long LastUsed { get; set; }
    }
}
