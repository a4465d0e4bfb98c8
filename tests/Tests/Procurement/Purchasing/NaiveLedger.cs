using Marketplace.Procurement;
using Marketplace.Shared;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>What an account should do, said as plainly as possible and differently from the product: it keeps only the lists of what was accepted and adds them up
/// each time it is asked.</summary>
internal sealed class NaiveLedger
{
    private readonly List<(FiscalYear Year, string Line, long Voted, long Allotted)> moves = [];
    private readonly Dictionary<(Guid Id, FiscalYear Year), Part> parts = [];
    private readonly HashSet<FiscalYear> closed = [];
    private readonly Dictionary<(FiscalYear Year, string Line), long> paidInClosed = [];

    private sealed record Part(string Line, long Reserved, long Amount, long Accepted, long Paid);

    /// <summary>Whether the command is accepted; if so it counts from now on.</summary>
    public bool Try(PurchasingCommand command)
    {
        switch (command)
        {
            case Allot c when c.Amount.Yen > 0 && Open(c.Year, c.On) && NotTooFar(c.Year, c.On) && (c.Votes || c.Amount.Yen <= Voted(c.Year, c.Line) - Allotted(c.Year, c.Line)):
                moves.Add((c.Year, c.Line, c.Votes ? c.Amount.Yen : 0, c.Amount.Yen));
                return true;
            case Appropriate c when c.Amount.Yen > 0 && Open(c.Year, c.On) && NotTooFar(c.Year, c.On):
                moves.Add((c.Year, c.Line, c.Amount.Yen, 0));
                return true;
            case Transfer c when c.Amount.Yen > 0 && Open(c.Year, c.On) && c.From != c.To && Known(c.Year, c.From) && Known(c.Year, c.To)
                    && c.From[..2] == c.To[..2] && (c.From[..5] == c.To[..5] || c.AllowedByBudget) && c.Amount.Yen <= Left(c.Year, c.From):
                moves.Add((c.Year, c.From, -c.Amount.Yen, -c.Amount.Yen));
                moves.Add((c.Year, c.To, c.Amount.Yen, c.Amount.Yen));
                return true;
            case Reduce c when c.Amount.Yen > 0 && Open(c.Year, c.On) && Known(c.Year, c.Line):
                var unallotted = Voted(c.Year, c.Line) - Allotted(c.Year, c.Line);
                if (c.Amount.Yen > unallotted + Left(c.Year, c.Line))
                    return false;
                moves.Add((c.Year, c.Line, -c.Amount.Yen, -Math.Max(0, c.Amount.Yen - unallotted)));
                return true;
            case CarryOver c when c.Amount.Yen > 0 && Known(c.Year, c.Line) && !closed.Contains(c.Year) && !closed.Contains(c.Year.Next) && c.On <= c.Year.BooksClose:
                return Carry(c);
            case CloseYear c when moves.Exists(m => m.Year == c.Year) && !closed.Contains(c.Year) && c.On >= c.Year.BooksClose
                    && parts.Where(p => p.Key.Year == c.Year).All(p => p.Value.Reserved == 0 && p.Value.Amount == p.Value.Paid):
                foreach (var line in moves.Where(m => m.Year == c.Year).Select(m => m.Line).Distinct().ToList())
                    paidInClosed[(c.Year, line)] = parts.Where(p => p.Key.Year == c.Year && p.Value.Line == line).Sum(p => p.Value.Paid);
                foreach (var key in parts.Keys.Where(k => k.Year == c.Year).ToList())
                    parts.Remove(key);
                closed.Add(c.Year);
                return true;
            case Reserve c when c.Amount.Yen > 0 && c.On <= c.Year.LastDay && !parts.Keys.Any(k => k.Id == c.EncumbranceId) && !closed.Contains(c.Year)
                    && Known(c.Year, c.Line) && c.Amount.Yen <= Left(c.Year, c.Line):
                parts[(c.EncumbranceId, c.Year)] = new Part(c.Line, c.Amount.Yen, 0, 0, 0);
                return true;
            case Encumber c when c.Amount.Yen > 0 && c.On <= c.Year.LastDay && !closed.Contains(c.Year) && Known(c.Year, c.Line):
                var held = parts.GetValueOrDefault((c.EncumbranceId, c.Year));
                var free = held is { Reserved: > 0 } && held.Line == c.Line || !parts.Keys.Any(k => k.Id == c.EncumbranceId);
                if (!free || c.Amount.Yen > Left(c.Year, c.Line) + (held?.Reserved ?? 0))
                    return false;
                parts[(c.EncumbranceId, c.Year)] = new Part(c.Line, 0, c.Amount.Yen, 0, 0);
                return true;
            case ChangeEncumbrance c when c.NewAmount.Yen > 0 && PartOf(c.EncumbranceId, FiscalYear.Of(c.On)) is { } at && parts[at] is { Reserved: 0 } k
                    && c.NewAmount.Yen >= k.Accepted && (c.NewAmount.Yen <= k.Amount ? c.On <= at.Year.BooksClose : c.On <= at.Year.LastDay && c.NewAmount.Yen - k.Amount <= Left(at.Year, k.Line)):
                parts[at] = k with { Amount = c.NewAmount.Yen };
                return true;
            case Release c when PartOf(c.EncumbranceId, FiscalYear.Of(c.On)) is { } at && (parts[at].Reserved > 0 || parts[at].Amount > parts[at].Accepted):
                parts[at] = parts[at] with { Reserved = 0, Amount = parts[at].Accepted };
                return true;
            case Accept c when c.Amount.Yen > 0 && PartOf(c.EncumbranceId, FiscalYear.Of(c.On)) is { } at && at.Year.Contains(c.On) && parts[at].Accepted + c.Amount.Yen <= parts[at].Amount:
                parts[at] = parts[at] with { Accepted = parts[at].Accepted + c.Amount.Yen };
                return true;
            case RecordPayment c when c.Amount.Yen > 0 && ToPay(c.EncumbranceId) is { } at && c.On <= at.Year.BooksClose && parts[at].Paid + c.Amount.Yen <= parts[at].Accepted:
                parts[at] = parts[at] with { Paid = parts[at].Paid + c.Amount.Yen };
                return true;
            default:
                return false;
        }
    }

    public IReadOnlyList<BudgetLineFigures> In(FiscalYear year) =>
    [
        .. moves.Where(m => m.Year == year).GroupBy(m => m.Line).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var mine = parts.Where(p => p.Key.Year == year && p.Value.Line == g.Key).Select(p => p.Value).ToList();
            var paid = paidInClosed.GetValueOrDefault((year, g.Key)) + mine.Sum(p => p.Paid);
            return new BudgetLineFigures(
                year, g.Key, "科目", new Money(g.Sum(m => m.Allotted)), new Money(mine.Sum(p => p.Reserved)),
                new Money(mine.Sum(p => p.Amount - p.Accepted)), new Money(mine.Sum(p => p.Accepted - p.Paid)), new Money(paid))
            {
                Voted = new Money(g.Sum(m => m.Voted)), Unused = closed.Contains(year) ? new Money(g.Sum(m => m.Voted) - paid) : null,
            };
        }),
    ];

    /// <summary>The figures without what the ledger does not know.</summary>
    public static BudgetLineFigures Plain(BudgetLineFigures line) => line with { Fund = Fund.General };

    private bool Carry(CarryOver c)
    {
        if (c.EncumbranceId is { } id)
        {
            if (!parts.TryGetValue((id, c.Year), out var part) || part.Line != c.Line || part.Amount == part.Accepted || part.Amount - part.Accepted != c.Amount.Yen)
                return false;
            var next = parts.GetValueOrDefault((id, c.Year.Next)) ?? new Part(c.Line, 0, 0, 0, 0);
            if (next.Line != c.Line)
                return false;
            parts[(id, c.Year)] = part with { Amount = part.Accepted };
            parts[(id, c.Year.Next)] = next with { Amount = next.Amount + c.Amount.Yen };
        }
        else if (c.Kind == CarryOverKind.Accident || c.Amount.Yen > Left(c.Year, c.Line))
        {
            return false;
        }

        moves.Add((c.Year, c.Line, -c.Amount.Yen, -c.Amount.Yen));
        moves.Add((c.Year.Next, c.Line, c.Amount.Yen, c.Amount.Yen));
        return true;
    }

    private (Guid Id, FiscalYear Year)? PartOf(Guid id, FiscalYear year)
    {
        var mine = parts.Keys.Where(k => k.Id == id).OrderBy(k => k.Year).ToList();
        return mine.Count == 0 ? null : mine.Contains((id, year)) ? (id, year) : mine[^1];
    }

    private (Guid Id, FiscalYear Year)? ToPay(Guid id)
    {
        var mine = parts.Where(p => p.Key.Id == id).OrderBy(p => p.Key.Year).ToList();
        return mine.Count == 0 ? null : mine.Find(p => p.Value.Accepted > p.Value.Paid) is { Value: not null } due ? due.Key : mine[^1].Key;
    }

    private bool Open(FiscalYear year, DateOnly on) => on <= year.LastDay && !closed.Contains(year);

    private static bool NotTooFar(FiscalYear year, DateOnly on) => year.Year <= FiscalYear.Of(on).Year + 1;

    private bool Known(FiscalYear year, string line) => moves.Exists(m => m.Year == year && m.Line == line);

    private long Voted(FiscalYear year, string line) => moves.Where(m => m.Year == year && m.Line == line).Sum(m => m.Voted);

    private long Allotted(FiscalYear year, string line) => moves.Where(m => m.Year == year && m.Line == line).Sum(m => m.Allotted);

    private long Left(FiscalYear year, string line) => closed.Contains(year) ? 0
        : Allotted(year, line) - parts.Where(p => p.Key.Year == year && p.Value.Line == line).Sum(p => p.Value.Reserved + p.Value.Amount);
}
