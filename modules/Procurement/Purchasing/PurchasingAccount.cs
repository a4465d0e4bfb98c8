using System.Collections.Immutable;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>A body's purchasing account (予算執行): its budget lines by fiscal year and what is bound on them. Immutable: <c>Decide</c> says what
/// would happen, <c>Apply</c> gives the account after it. No clock, no storage; the same events always give the same account.</summary>
internal sealed partial class PurchasingAccount
{
    public static readonly PurchasingAccount Empty = new(
        ImmutableDictionary<(FiscalYear, string), BudgetLineFigures>.Empty, ImmutableDictionary<Guid, Encumbrance>.Empty);

    private readonly ImmutableDictionary<(FiscalYear Year, string Line), BudgetLineFigures> lines;
    private readonly ImmutableDictionary<Guid, Encumbrance> encumbrances;

    private PurchasingAccount(ImmutableDictionary<(FiscalYear, string), BudgetLineFigures> lines, ImmutableDictionary<Guid, Encumbrance> encumbrances)
    {
        this.lines = lines;
        this.encumbrances = encumbrances;
    }

    public IEnumerable<BudgetLineFigures> Lines => lines.Values;

    /// <summary>Years in which money was allotted, newest first.</summary>
    public IReadOnlyList<FiscalYear> Years => [.. lines.Keys.Select(k => k.Year).Distinct().OrderDescending()];

    /// <summary>A year's lines in code order.</summary>
    public IReadOnlyList<BudgetLineFigures> In(FiscalYear year) =>
        [.. lines.Values.Where(l => l.Year == year).OrderBy(l => l.Line, StringComparer.Ordinal)];

    public PurchasingAccount Apply(IEnumerable<PurchasingEvent> events) => events.Aggregate(this, (account, happened) => account.Apply(happened));

    public PurchasingAccount Apply(PurchasingEvent happened) => happened switch
    {
        Allotted e => With(LineOrNew(e) with { Allotted = LineOrNew(e).Allotted + e.Amount }),
        Encumbered e => With(Line(e), new Encumbrance(e.EncumbranceId, e.Year, e.Line, e.Subject, e.Amount, Money.Zero, Money.Zero)),
        EncumbranceChanged e => With(Line(e), Of(e.EncumbranceId), outstanding: e.To - e.From),
        Released e => With(Line(e), Of(e.EncumbranceId), outstanding: Money.Zero - e.Amount),
        Accepted e => With(Line(e), Of(e.EncumbranceId), outstanding: Money.Zero - e.Amount, accepted: e.Amount),
        Paid e => With(Line(e), Of(e.EncumbranceId), accepted: Money.Zero - e.Amount, paid: e.Amount),
        Refused => this,
        _ => throw new NotSupportedException($"Unknown event {happened.GetType().Name}; is this program older than its journal?"),
    };

    private BudgetLineFigures Line(PurchasingEvent e) => lines[(e.Year, e.Line)];

    private BudgetLineFigures LineOrNew(Allotted e) => lines.TryGetValue((e.Year, e.Line), out var line)
        ? line
        : new BudgetLineFigures(e.Year, e.Line, e.Name, Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero);

    private Encumbrance Of(Guid id) => encumbrances[id];

    private PurchasingAccount With(BudgetLineFigures line) => new(lines.SetItem((line.Year, line.Line), line), encumbrances);

    private PurchasingAccount With(BudgetLineFigures line, Encumbrance made) => new(
        lines.SetItem((line.Year, line.Line), line with { Encumbered = line.Encumbered + made.Outstanding }), encumbrances.Add(made.Id, made));

    private PurchasingAccount With(BudgetLineFigures line, Encumbrance of, Money outstanding = default, Money accepted = default, Money paid = default) => new(
        lines.SetItem((line.Year, line.Line), line with
        {
            Encumbered = line.Encumbered + outstanding,
            Accepted = line.Accepted + accepted,
            Paid = line.Paid + paid,
        }),
        encumbrances.SetItem(of.Id, of with
        {
            Outstanding = of.Outstanding + outstanding,
            Accepted = of.Accepted + accepted,
            Paid = of.Paid + paid,
        }));
}

/// <summary>One 支出負担行為. Outstanding (not yet accepted) + accepted (not yet paid) + paid is its amount.</summary>
internal sealed record Encumbrance(Guid Id, FiscalYear Year, string Line, string Subject, Money Outstanding, Money Accepted, Money Paid)
{
    public Money Amount => Outstanding + Accepted + Paid;
}
