using Marketplace.Procurement;
using Marketplace.Shared;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>What an account should do, said as plainly as possible and differently from the product: it keeps only the list of what was accepted and adds it up
/// each time it is asked.</summary>
internal sealed class NaiveLedger
{
    private readonly List<(FiscalYear Year, string Line, long Yen)> allotments = [];
    private readonly Dictionary<Guid, (FiscalYear Year, string Line, long Amount, long Accepted, long Paid)> contracts = [];

    /// <summary>Whether the command is accepted; if so it counts from now on.</summary>
    public bool Try(PurchasingCommand command)
    {
        switch (command)
        {
            case Allot c when c.Amount.Yen > 0 && c.On <= c.Year.LastDay && c.Year.Year <= FiscalYear.Of(c.On).Year + 1:
                allotments.Add((c.Year, c.Line, c.Amount.Yen));
                return true;
            case Encumber c when c.Amount.Yen > 0 && c.On <= c.Year.LastDay && !contracts.ContainsKey(c.EncumbranceId)
                    && allotments.Any(a => a.Year == c.Year && a.Line == c.Line) && c.Amount.Yen <= Left(c.Year, c.Line):
                contracts[c.EncumbranceId] = (c.Year, c.Line, c.Amount.Yen, 0, 0);
                return true;
            case ChangeEncumbrance c when c.NewAmount.Yen > 0 && contracts.TryGetValue(c.EncumbranceId, out var k) && c.NewAmount.Yen >= k.Accepted
                    && (c.NewAmount.Yen <= k.Amount ? c.On <= k.Year.BooksClose : c.On <= k.Year.LastDay && c.NewAmount.Yen - k.Amount <= Left(k.Year, k.Line)):
                contracts[c.EncumbranceId] = k with { Amount = c.NewAmount.Yen };
                return true;
            case Release c when contracts.TryGetValue(c.EncumbranceId, out var k) && k.Amount > k.Accepted:
                contracts[c.EncumbranceId] = k with { Amount = k.Accepted };
                return true;
            case Accept c when c.Amount.Yen > 0 && contracts.TryGetValue(c.EncumbranceId, out var k) && k.Year.Contains(c.On) && k.Accepted + c.Amount.Yen <= k.Amount:
                contracts[c.EncumbranceId] = k with { Accepted = k.Accepted + c.Amount.Yen };
                return true;
            case RecordPayment c when c.Amount.Yen > 0 && contracts.TryGetValue(c.EncumbranceId, out var k) && c.On <= k.Year.BooksClose && k.Paid + c.Amount.Yen <= k.Accepted:
                contracts[c.EncumbranceId] = k with { Paid = k.Paid + c.Amount.Yen };
                return true;
            default:
                return false;
        }
    }

    public IReadOnlyList<BudgetLineFigures> In(FiscalYear year) =>
    [
        .. allotments.Where(a => a.Year == year).GroupBy(a => a.Line).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var mine = contracts.Values.Where(k => k.Year == year && k.Line == g.Key).ToList();
            return new BudgetLineFigures(
                year, g.Key, "科目", new Money(g.Sum(a => a.Yen)), Money.Zero,
                new Money(mine.Sum(k => k.Amount - k.Accepted)), new Money(mine.Sum(k => k.Accepted - k.Paid)), new Money(mine.Sum(k => k.Paid)));
        }),
    ];

    private long Left(FiscalYear year, string line) =>
        allotments.Where(a => a.Year == year && a.Line == line).Sum(a => a.Yen) - contracts.Values.Where(k => k.Year == year && k.Line == line).Sum(k => k.Amount);
}
