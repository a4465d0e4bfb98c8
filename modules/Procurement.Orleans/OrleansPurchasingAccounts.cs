using System.Collections.Concurrent;
using Marketplace.Shared;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Marketplace.Procurement.Orleans;

/// <summary>Accounts in grains. Where the cluster cannot answer (this silo has not joined yet or is leaving, another one died with the account), the command is run by
/// the built-in engine under the same operation id: the journal lets exactly one of two hosts win, so this is slower but never wrong.
/// <para>The cluster says where an account lives; who is on that silo anyway speaks with the account itself and sends no message.</para></summary>
internal sealed partial class OrleansPurchasingAccounts(
    IGrainFactory grains, SiloState silo, AccountsHere here, PostgresPurchasingAccounts builtIn, StandIns standIns, ILogger<OrleansPurchasingAccounts> log) : IPurchasingAccounts
{
    // Making a reference reads attributes by reflection; there are only as many as bodies.
    private readonly ConcurrentDictionary<LocalGovernmentCode, IPurchasingGrain> references = new();

    public Task<PurchasingOutcome> Run(LocalGovernmentCode body, PurchasingCommand command, CancellationToken cancel) =>
        Here(body) is { } account ? account.Run(command, cancel) : Ask(body, async grain => (await grain.Run(new Immutable<PurchasingCommand>(command))).Value, () => builtIn.Run(body, command, cancel));

    public async Task<IReadOnlyList<BudgetLineFigures>> Read(LocalGovernmentCode body, FiscalYear year, CancellationToken cancel) =>
        Here(body) is { } account ? (await account.Remembered(cancel)).In(year)
        : await Ask(body, async grain => (await grain.Lines(year)).Value, () => builtIn.Read(body, year, cancel));

    public async Task<BudgetReport> Report(LocalGovernmentCode body, FiscalYear year, CancellationToken cancel) =>
        Here(body) is { } account ? (await account.Remembered(cancel)).Report(year)
        : await Ask(body, async grain => (await grain.Report(year)).Value, () => builtIn.Report(body, year, cancel));

    private JournalledAccount? Here(LocalGovernmentCode body) => silo.Serves ? here.Of(body) : null;

    private async Task<T> Ask<T>(LocalGovernmentCode body, Func<IPurchasingGrain, Task<T>> ask, Func<Task<T>> otherwise)
    {
        // While the silo joins or leaves this is as it should be; only a grain that does not answer is worth telling.
        if (!silo.Serves)
            return await otherwise();
        try
        {
            return await ask(references.GetOrAdd(body, static (b, grains) => grains.GetGrain<IPurchasingGrain>(PurchasingGrain.KeyOf(b)), grains));
        }
        catch (Exception e) when (e is OrleansException or TimeoutException or ObjectDisposedException)
        {
            LogAway(e, body.ToString());
            standIns.Happened("Purchasing");
            return await otherwise();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The grain of {Body} did not answer; the built-in engine does")]
    private partial void LogAway(Exception e, string body);
}

/// <summary>Whether this process's silo has joined the cluster and is not leaving it.</summary>
internal sealed class SiloState : ILifecycleParticipant<ISiloLifecycle>
{
    private volatile bool serves;

    public bool Serves => serves;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(SiloState), ServiceLifecycleStage.Active + 1,
        _ =>
        {
            serves = true;
            return Task.CompletedTask;
        },
        _ =>
        {
            serves = false;
            return Task.CompletedTask;
        });
}
