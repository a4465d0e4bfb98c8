using Marketplace.Shared;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Marketplace.Procurement.Orleans;

/// <summary>One municipality's purchasing account; key "muni-" and the six-digit code (a bare code would be parsed as a number and lose its zeros).</summary>
[Alias("purchasing")]
internal interface IPurchasingGrain : IGrainWithStringKey
{
    [Alias("run")]
    Task<Immutable<PurchasingOutcome>> Run(Immutable<PurchasingCommand> command);

    [Alias("lines")]
    Task<Immutable<IReadOnlyList<BudgetLineFigures>>> Lines(FiscalYear year);

    [Alias("report")]
    Task<Immutable<BudgetReport>> Report(FiscalYear year);
}

/// <summary>Hosts a <see cref="JournalledAccount"/>. Reentrant on purpose: a command is decided in one turn without awaiting anything, and while its entry is on its
/// way to the disk the next one is decided on what it left; so one account is not bound by one flush per command, and reads wait for no write.
/// The grain holds no durable truth: whatever the journal refuses or does not answer ends the activation, and the next one loads anew.</summary>
[Reentrant]
[GrainType("purchasing")]
internal sealed partial class PurchasingGrain(
    PurchasingJournal journal, JournalWriter writer, SnapshotKeeper snapshots, TimeProvider time, AccountsHere here, ILogger<PurchasingGrain> log) : Grain, IPurchasingGrain
{
    private LocalGovernmentCode body;
    private JournalledAccount account = null!;

    public static string KeyOf(LocalGovernmentCode body) => $"muni-{body}";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        body = LocalGovernmentCode.Parse(this.GetPrimaryKeyString()["muni-".Length..]);
        account = new JournalledAccount(body, journal, writer, snapshots, time);
        await account.Remembered(cancellationToken);
        here.Came(body, account);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        here.Went(body, account);
        return Task.CompletedTask;
    }

    public async Task<Immutable<PurchasingOutcome>> Run(Immutable<PurchasingCommand> command)
    {
        try
        {
            return new(await account.Run(command.Value, CancellationToken.None));
        }
        catch (Exception e) when (e.InnerException is not null)
        {
            // Another silo may be asking; the database driver's exceptions do not travel.
            LogFailed(e, this.GetPrimaryKeyString());
            throw e is TimeoutException ? new TimeoutException(e.Message) : new InvalidOperationException(e.Message);
        }
        finally
        {
            if (account.LostMemory)
                DeactivateOnIdle();
        }
    }

    public async Task<Immutable<IReadOnlyList<BudgetLineFigures>>> Lines(FiscalYear year) => new((await account.Remembered(CancellationToken.None)).In(year));

    public async Task<Immutable<BudgetReport>> Report(FiscalYear year) => new((await account.Remembered(CancellationToken.None)).Report(year));

    [LoggerMessage(Level = LogLevel.Warning, Message = "A command on {Account} was not saved")]
    private partial void LogFailed(Exception e, string account);
}
