using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>Runs commands on municipalities' purchasing accounts, one at a time per account. The journal in PostgreSQL decides; whoever implements this
/// may keep accounts in memory. A command whose operation id was seen before returns its first outcome and changes nothing.</summary>
public interface IPurchasingAccounts
{
    /// <summary>Decides the command and, if accepted, has its events durable in the journal before it returns.</summary>
    /// <exception cref="TimeoutException">The outcome is unknown; ask again with the same operation id.</exception>
    /// <exception cref="InvalidOperationException">The database refused to save it (disk full, fault in the schema); nothing happened.</exception>
    Task<PurchasingOutcome> Run(LocalGovernmentCode body, PurchasingCommand command, CancellationToken cancel);

    /// <summary>The account's lines of a fiscal year, in code order; empty if there is no budget. Waits for no command.</summary>
    Task<IReadOnlyList<BudgetLineFigures>> Read(LocalGovernmentCode body, FiscalYear year, CancellationToken cancel);

    /// <summary>A fiscal year as a whole: lines, what is bound on them, and what the contracts promise for later years. Waits for no command.</summary>
    Task<BudgetReport> Report(LocalGovernmentCode body, FiscalYear year, CancellationToken cancel);
}

/// <summary>What became of a command.</summary>
/// <param name="Refusal">Why it was refused; null when it was accepted. Its arguments are texts.</param>
/// <param name="Version">The account's version after it (number of journal entries).</param>
/// <param name="Replayed">The operation id had been run before; this is its first outcome.</param>
public sealed record PurchasingOutcome(Refusal? Refusal, long Version, bool Replayed)
{
    public bool Ok => Refusal is null;
}

/// <summary>A fiscal year of an account.</summary>
/// <param name="Lines">In code order.</param>
/// <param name="Encumbrances">The year's parts of commitments that are not wholly given back, by line and subject; none once the year is closed.</param>
/// <param name="Promised">What running contracts promise for this year and is not encumbered in it yet; opening the year proposes these.</param>
/// <param name="Authorities">債務負担行為.</param>
/// <param name="Ordinance">長期継続契約条例; null when none is entered.</param>
/// <param name="Years">Years in which there is a budget, newest first.</param>
public sealed record BudgetReport(
    FiscalYear Year, IReadOnlyList<BudgetLineFigures> Lines, IReadOnlyList<Encumbrance> Encumbrances, IReadOnlyList<Promise> Promised,
    IReadOnlyList<DebtAuthority> Authorities, LongTermOrdinance? Ordinance, IReadOnlyList<FiscalYear> Years)
{
    /// <summary>Every commitment that binds later years, with what it binds.</summary>
    public IReadOnlyList<LaterCommitment> Later { get; init; } = [];
}

/// <summary>A commitment that runs on after its first year.</summary>
public sealed record LaterCommitment(Guid EncumbranceId, string Subject, string Line, LaterYears Years);

/// <summary>A running contract's part of a year, not encumbered in it yet.</summary>
/// <param name="Line">The line of its last encumbrance; what it is next year is the body's to say.</param>
public sealed record Promise(Guid EncumbranceId, string Subject, string Line, Money Amount, LaterYearsBasis Basis);
