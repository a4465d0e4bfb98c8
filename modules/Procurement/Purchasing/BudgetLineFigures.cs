using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>Figures of one budget line in whole yen with tax. Allotted = Reserved + Encumbered + Accepted + Paid + Remaining, none negative; Allotted is at most Voted.</summary>
/// <param name="Line">款-項-目-節 code, e.g. "02-01-05-13".</param>
/// <param name="Name">Its name, e.g. "総務費・総務管理費・情報化推進費・使用料及び賃借料".</param>
/// <param name="Allotted">配当額.</param>
/// <param name="Reserved">執行伺 approved, not yet encumbered.</param>
/// <param name="Encumbered">支出負担行為 made, not yet accepted.</param>
/// <param name="Accepted">検収済, not yet paid.</param>
/// <param name="Paid">支払済.</param>
public sealed record BudgetLineFigures(FiscalYear Year, string Line, string Name, Money Allotted, Money Reserved, Money Encumbered, Money Accepted, Money Paid)
{
    /// <summary>予算現額: voted (議決), with supplementary budgets, transfers (流用) and what was carried over (繰越).</summary>
    public Money Voted { get; init; } = Allotted;

    /// <summary>財源.</summary>
    public Fund Fund { get; init; } = Fund.General;

    /// <summary>不用額, once the year is closed; null while it is open.</summary>
    public Money? Unused { get; init; }

    /// <summary>執行可能残額: what may still be reserved or encumbered. Zero in a closed year.</summary>
    public Money Remaining => Unused is null ? Allotted - Reserved - Encumbered - Accepted - Paid : Money.Zero;

    /// <summary>議決済・未配当: voted, not yet allotted.</summary>
    public Money Unallotted => Unused is null ? Voted - Allotted : Money.Zero;

    /// <summary>Bound in any way and not yet paid.</summary>
    public Money Open => Reserved + Encumbered + Accepted;
}
