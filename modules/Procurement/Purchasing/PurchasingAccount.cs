using System.Collections.Immutable;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>A body's purchasing account (予算執行): its budget lines by fiscal year and what is bound on them. Immutable: <c>Decide</c> says what
/// would happen, <c>Apply</c> gives the account after it. No clock, no storage; the same events always give the same account.</summary>
internal sealed partial class PurchasingAccount
{
    public static readonly PurchasingAccount Empty = new();

    private ImmutableDictionary<(FiscalYear Year, string Line), BudgetLineFigures> lines = ImmutableDictionary<(FiscalYear, string), BudgetLineFigures>.Empty;
    private ImmutableDictionary<Guid, Commitment> commitments = ImmutableDictionary<Guid, Commitment>.Empty;
    private ImmutableDictionary<Guid, DebtAuthority> authorities = ImmutableDictionary<Guid, DebtAuthority>.Empty;
    private LongTermOrdinance? ordinance;

    private PurchasingAccount()
    {
    }

    public IEnumerable<BudgetLineFigures> Lines => lines.Values;
    public IEnumerable<Commitment> Commitments => commitments.Values;
    public int CommitmentCount => commitments.Count;
    public IEnumerable<DebtAuthority> Authorities => authorities.Values;
    public LongTermOrdinance? Ordinance => ordinance;

    /// <summary>Years in which there is a budget, newest first.</summary>
    public IReadOnlyList<FiscalYear> Years => [.. lines.Keys.Select(k => k.Year).Distinct().OrderDescending()];

    /// <summary>A year's lines in code order.</summary>
    public IReadOnlyList<BudgetLineFigures> In(FiscalYear year) =>
        [.. lines.Values.Where(l => l.Year == year).OrderBy(l => l.Line, StringComparer.Ordinal)];

    public BudgetReport Report(FiscalYear year) => new(
        year, In(year),
        [
            .. commitments.Values.Select(c => c.In(year)).OfType<Encumbrance>().Where(p => p.Reserved + p.Amount > Money.Zero)
                .OrderBy(p => p.Line, StringComparer.Ordinal).ThenBy(p => p.Subject, StringComparer.Ordinal).ThenBy(p => p.Id),
        ],
        [
            .. commitments.Values.Where(c => c.PlannedIn(year) > Money.Zero)
                .Select(c => new Promise(c.Id, c.Subject, c.Line, c.PlannedIn(year), c.Later!.Basis)).OrderBy(p => p.Subject, StringComparer.Ordinal),
        ],
        [.. authorities.Values.OrderBy(a => a.Subject, StringComparer.Ordinal)], ordinance, Years)
    {
        Later =
        [
            .. commitments.Values.Where(c => c.Later is not null).Select(c => new LaterCommitment(c.Id, c.Subject, c.Line, c.Later!))
                .OrderBy(c => c.Subject, StringComparer.Ordinal).ThenBy(c => c.EncumbranceId),
        ],
    };

    /// <summary>Rebuilds an account from a snapshot's parts.</summary>
    public static PurchasingAccount Of(IEnumerable<BudgetLineFigures> lines, IEnumerable<Commitment> commitments, IEnumerable<DebtAuthority> authorities, LongTermOrdinance? ordinance) => new()
    {
        lines = lines.ToImmutableDictionary(l => (l.Year, l.Line)),
        commitments = commitments.ToImmutableDictionary(c => c.Id),
        authorities = authorities.ToImmutableDictionary(a => a.Id),
        ordinance = ordinance,
    };

    public PurchasingAccount Apply(PurchasingEvent[] events)
    {
        var account = this;
        foreach (var happened in events)
            account = account.Apply(happened);
        return account;
    }

    public PurchasingAccount Apply(PurchasingEvent happened)
    {
        var next = (PurchasingAccount)MemberwiseClone();
        switch (happened)
        {
            case Appropriated e:
                var voted = LineOr(e.Year, e.Line, e.Name, e.Fund);
                next.Set(voted with { Voted = voted.Voted + e.Amount });
                break;
            case Allotted e:
                var allotted = LineOr(e.Year, e.Line, e.Name, Fund.General);
                var sum = allotted.Allotted + e.Amount;
                // Entries from before votes were kept have none; what is allotted was voted.
                next.Set(allotted with { Allotted = sum, Voted = allotted.Voted > sum ? allotted.Voted : sum });
                break;
            case TransferredOut e:
                next.Move(Line(e), Money.Zero - e.Amount, Money.Zero - e.Amount);
                break;
            case TransferredIn e:
                next.Move(Line(e), e.Amount, e.Amount);
                break;
            case Reduced e:
                next.Move(Line(e), Money.Zero - e.Amount, Money.Zero - e.FromAllotment);
                break;
            case CarriedOut e:
                next.Move(Line(e), Money.Zero - e.Amount, Money.Zero - e.Amount);
                if (e.EncumbranceId is { } leaving)
                    next.Bind(leaving, e.Year, outstanding: Money.Zero - e.Amount);
                break;
            case CarriedIn e:
                next.Move(LineOr(e.Year, e.Line, e.Name, e.Fund), e.Amount, e.Amount);
                if (e.EncumbranceId is { } arriving)
                {
                    var there = Of(arriving);
                    next.Bind(there, there?.In(e.Year) ?? NewPart(arriving, e, e.Subject), outstanding: e.Amount);
                }

                break;
            case LineClosed e:
                next.Close(Line(e), e.Unused);
                break;
            case OrdinanceAdopted e:
                next.ordinance = new LongTermOrdinance(e.Name, e.MaxYears);
                break;
            case DebtAuthorised e:
                next.authorities = authorities.SetItem(e.AuthorityId, new DebtAuthority(e.AuthorityId, e.Subject, e.Limits));
                break;
            case Reserved e:
                next.Bind(Of(e.EncumbranceId), NewPart(e.EncumbranceId, e, e.Subject), reserved: e.Amount);
                break;
            case Unreserved e:
                next.Bind(e.EncumbranceId, e.Year, reserved: Money.Zero - e.Amount);
                break;
            case Encumbered e:
                var known = Of(e.EncumbranceId);
                var held = known?.In(e.Year) ?? NewPart(e.EncumbranceId, e, e.Subject);
                next.Bind(known, held, reserved: Money.Zero - held.Reserved, outstanding: e.Amount);
                break;
            case LaterYearsPromised e:
                next.commitments = commitments.SetItem(e.EncumbranceId, commitments[e.EncumbranceId] with { Later = e.Later });
                break;
            case EncumbranceChanged e:
                next.Bind(e.EncumbranceId, e.Year, outstanding: e.To - e.From);
                break;
            case Released e:
                next.Bind(e.EncumbranceId, e.Year, outstanding: Money.Zero - e.Amount);
                if (!e.KeepsLater)
                    next.commitments = next.commitments.SetItem(e.EncumbranceId, next.commitments[e.EncumbranceId] with { Later = null });
                break;
            case Accepted e:
                next.Bind(e.EncumbranceId, e.Year, outstanding: Money.Zero - e.Amount, accepted: e.Amount);
                break;
            case Paid e:
                next.Bind(e.EncumbranceId, e.Year, accepted: Money.Zero - e.Amount, paid: e.Amount);
                break;
            case Refused:
                return this;
            default:
                throw new NotSupportedException($"Unknown event {happened.GetType().Name}; is this program older than its journal?");
        }

        return next;
    }

    /// <summary>The smallest figure of the lines that the events touched; the rules keep it from being negative, the database checks it.</summary>
    public Money LeastOf(PurchasingEvent[] events)
    {
        var least = new Money(long.MaxValue);
        foreach (var e in events)
        {
            if (e is Refused || !lines.TryGetValue((e.Year, e.Line), out var line))
                continue;
            foreach (var figure in (ReadOnlySpan<Money>)[line.Reserved, line.Encumbered, line.Accepted, line.Paid, line.Remaining, line.Unallotted])
                least = figure < least ? figure : least;
        }

        return least.Yen == long.MaxValue ? Money.Zero : least;
    }

    private Commitment? Of(Guid id) => commitments.GetValueOrDefault(id);

    private static Encumbrance NewPart(Guid id, PurchasingEvent e, string subject) => new(id, e.Year, e.Line, subject, Money.Zero, Money.Zero, Money.Zero, Money.Zero);

    private BudgetLineFigures Line(PurchasingEvent e) => lines[(e.Year, e.Line)];

    private BudgetLineFigures LineOr(FiscalYear year, string line, string name, Fund fund) => lines.TryGetValue((year, line), out var known)
        ? known
        : new BudgetLineFigures(year, line, name, Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero) { Fund = fund };

    // The ones below change this instance and are called on a fresh clone only.
    private void Set(BudgetLineFigures line) => lines = lines.SetItem((line.Year, line.Line), line);

    private void Move(BudgetLineFigures line, Money voted, Money allotted) => Set(line with { Voted = line.Voted + voted, Allotted = line.Allotted + allotted });

    private void Bind(Guid id, FiscalYear year, Money reserved = default, Money outstanding = default, Money accepted = default, Money paid = default)
    {
        var known = commitments[id];
        Bind(known, known.In(year) ?? throw new KeyNotFoundException($"Commitment {id} has no part in {year.Year}."), reserved, outstanding, accepted, paid);
    }

    private void Bind(Commitment? known, Encumbrance of, Money reserved = default, Money outstanding = default, Money accepted = default, Money paid = default)
    {
        var line = lines[(of.Year, of.Line)];
        Set(line with
        {
            Reserved = line.Reserved + reserved,
            Encumbered = line.Encumbered + outstanding,
            Accepted = line.Accepted + accepted,
            Paid = line.Paid + paid,
        });
        var part = of with
        {
            Reserved = of.Reserved + reserved,
            Outstanding = of.Outstanding + outstanding,
            Accepted = of.Accepted + accepted,
            Paid = of.Paid + paid,
        };
        commitments = commitments.SetItem(of.Id, known?.With(part) ?? new Commitment(of.Id, of.Subject, of.Line, [part], null));
    }

    /// <summary>A closed year is read, never written again: its parts leave memory, so that an account does not grow for ever.</summary>
    private void Close(BudgetLineFigures line, Money unused)
    {
        Set(line with { Unused = unused });
        foreach (var commitment in commitments.Values.Where(c => c.In(line.Year) is { } part && part.Line == line.Line).ToList())
        {
            var left = commitment with { Parts = commitment.Parts.RemoveAll(p => p.Year == line.Year) };
            var promised = left.Later?.Parts.Any(p => p.Year.CompareTo(line.Year) > 0) == true;
            commitments = left.Parts.IsEmpty && !promised ? commitments.Remove(left.Id) : commitments.SetItem(left.Id, left);
        }
    }
}
