using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>Runs commands on municipalities' purchasing accounts, one at a time per account. The journal in PostgreSQL decides; whoever implements this
/// may keep accounts in memory. A command whose operation id was seen before returns its first outcome and changes nothing.</summary>
public interface IPurchasingAccounts
{
    /// <summary>Decides the command and, if accepted, has its events durable in the journal before it returns.</summary>
    /// <exception cref="TimeoutException">The outcome is unknown; ask again with the same operation id.</exception>
    Task<PurchasingOutcome> Run(LocalGovernmentCode body, PurchasingCommand command, CancellationToken cancel);

    /// <summary>The account's lines of a fiscal year, in code order; empty if nothing was allotted.</summary>
    Task<IReadOnlyList<BudgetLineFigures>> Read(LocalGovernmentCode body, FiscalYear year, CancellationToken cancel);
}

/// <summary>What became of a command.</summary>
/// <param name="Refusal">Why it was refused; null when it was accepted.</param>
/// <param name="Version">The account's version after it (number of journal entries).</param>
/// <param name="Replayed">The operation id had been run before; this is its first outcome.</param>
public sealed record PurchasingOutcome(Refusal? Refusal, long Version, bool Replayed)
{
    public bool Ok => Refusal is null;
}

/// <summary>Figures of one budget line in whole yen with tax. Allotted = Reserved + Encumbered + Accepted + Paid + Remaining, none negative.</summary>
/// <param name="Line">款-項-目-節 code, e.g. "02-01-05-13".</param>
/// <param name="Name">Its name, e.g. "総務費・総務管理費・情報化推進費・使用料及び賃借料".</param>
/// <param name="Allotted">配当額.</param>
/// <param name="Reserved">執行伺 approved, not yet encumbered.</param>
/// <param name="Encumbered">支出負担行為 made, not yet accepted.</param>
/// <param name="Accepted">検収済, not yet paid.</param>
/// <param name="Paid">支払済.</param>
public sealed record BudgetLineFigures(FiscalYear Year, string Line, string Name, Money Allotted, Money Reserved, Money Encumbered, Money Accepted, Money Paid)
{
    /// <summary>執行可能残額: what may still be encumbered.</summary>
    public Money Remaining => Allotted - Reserved - Encumbered - Accepted - Paid;
}
