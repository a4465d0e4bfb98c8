using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>Statement lines, unmatched ones first.</summary>
[Requires(Act.MatchPayments)]
public sealed class ListPaymentsModel : MarketplacePage
{
    private const int PageSize = 20;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    internal IReadOnlyList<Row> Rows { get; private set; } = [];
    internal int Unmatched { get; private set; }
    internal int Pages { get; private set; } = 1;

    public async Task OnGetAsync()
    {
        var db = Service<BillingDbContext>();
        var count = await db.StatementLines.CountAsync(Cancel);
        Unmatched = await db.StatementLines.CountAsync(l => l.InvoiceId == null, Cancel);
        Pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        P = Math.Clamp(P, 1, Pages);
        var lines = db.StatementLines.AsNoTracking().OrderBy(l => l.InvoiceId != null).ThenByDescending(l => l.Date).ThenBy(l => l.Id).Skip((P - 1) * PageSize).Take(PageSize);
        var rows = await (from line in lines
                          join found in db.Invoices on line.InvoiceId equals found.Id into invoices
                          from invoice in invoices.DefaultIfEmpty()
                          select new { line, Number = (string?)invoice.Number, Invoice = (string?)invoice.PublicId }).ToListAsync(Cancel);
        Rows = rows.OrderBy(r => r.line.InvoiceId != null).ThenByDescending(r => r.line.Date).ThenBy(r => r.line.Id).Select(r => new Row(r.line, r.Number, r.Invoice)).ToArray();
    }

    internal sealed record Row(StatementLine Line, string? Number, string? InvoicePublicId);
}
