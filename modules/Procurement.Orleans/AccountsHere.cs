using System.Collections.Concurrent;
using Marketplace.Shared;

namespace Marketplace.Procurement.Orleans;

/// <summary>The accounts whose grains are active on this silo. One that had to drop its memory is passed over, so that the next command goes to its grain, which then ends
/// the activation. A grain hears nothing of what is asked here and goes when it has been idle for Orleans' collection age; it comes back from its snapshot.</summary>
/// <param name="passedOver">Every call goes to the grain by message.</param>
internal sealed class AccountsHere(bool passedOver)
{
    private readonly ConcurrentDictionary<LocalGovernmentCode, JournalledAccount> accounts = new();

    public JournalledAccount? Of(LocalGovernmentCode body) => !passedOver && accounts.TryGetValue(body, out var account) && !account.LostMemory ? account : null;

    public void Came(LocalGovernmentCode body, JournalledAccount account) => accounts[body] = account;

    /// <summary>Unless the next activation came before the last one went.</summary>
    public void Went(LocalGovernmentCode body, JournalledAccount account) => accounts.TryRemove(new(body, account));
}
