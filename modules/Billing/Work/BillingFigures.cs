using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>Deliveries, invoices and statement lines by state, for the operator's overview.</summary>
internal sealed class BillingFigures(BillingDbContext db, Texts texts, TimeProvider time) : IFigures
{
    public async Task<IReadOnlyList<Figure>> Count(CancellationToken cancel)
    {
        var figures = new List<Figure>();
        // Sums of a converted column are not translated, so the few groups are added up from (state, amount) sums in SQL over the plain column.
        var deliveries = await Sums("delivery", cancel);
        figures.AddRange(Enum.GetValues<DeliveryState>().Select(s => Row("納品", Words.Of(s), s.ToString(), deliveries)));
        var invoices = await Sums("invoice", cancel);
        figures.AddRange(Enum.GetValues<InvoiceState>().Select(s => Row("請求", Words.Of(s), s.ToString(), invoices)));
        var overdue = await db.Invoices.Where(i => i.State != InvoiceState.Paid && i.DueOn < time.JapanToday()).Select(i => i.Total).ToListAsync(cancel);
        figures.Add(new Figure(texts["請求"], texts["支払期日超過"], overdue.Count, overdue.Sum()));
        var lines = await Sums("statement_line", cancel);
        figures.Add(Row("入金", "消込済", "true", lines));
        figures.Add(Row("入金", "未消込", "false", lines));
        return figures;
    }

    private Figure Row(string group, string name, string state, Dictionary<string, StateSum> sums) =>
        sums.TryGetValue(state, out var sum)
            ? new Figure(texts[group], texts[name], sum.Count, new Money(sum.Yen))
            : new Figure(texts[group], texts[name], 0, Money.Zero);

    private async Task<Dictionary<string, StateSum>> Sums(string table, CancellationToken cancel)
    {
        var query = table switch
        {
            "delivery" => db.Database.SqlQuery<StateSum>($"select state as \"State\", count(*) as \"Count\", sum(total)::bigint as \"Yen\" from billing.delivery group by state"),
            "invoice" => db.Database.SqlQuery<StateSum>($"select state as \"State\", count(*) as \"Count\", sum(total)::bigint as \"Yen\" from billing.invoice group by state"),
            _ => db.Database.SqlQuery<StateSum>($"select (invoice_id is not null)::text as \"State\", count(*) as \"Count\", sum(amount)::bigint as \"Yen\" from billing.statement_line group by 1"),
        };
        return await query.ToDictionaryAsync(s => s.State, StringComparer.Ordinal, cancel);
    }

    private sealed record StateSum(string State, long Count, long Yen);
}
