using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>Which invoices a list shows.</summary>
internal enum InvoiceFilter
{
    /// <summary>All not yet paid.</summary>
    Open,
    Issued,
    PaymentOrdered,

    /// <summary>Not paid and past the due date.</summary>
    Overdue,
    Paid,
    All,
}

/// <summary>Invoices the actor may see, newest first; <paramref name="Text"/> is searched in number, title and both names.</summary>
/// <param name="Page">From 1.</param>
internal sealed record ListInvoices(InvoiceFilter Filter, string? Text, int Page, int PageSize = 20);

/// <summary>One page and the sums over all pages.</summary>
internal sealed record InvoiceList(IReadOnlyList<Invoice> Invoices, int Count, int Pages, Money Total, Money Open, Money Overdue);

internal sealed class ListInvoicesHandler(BillingDbContext db, TimeProvider time)
{
    public async Task<InvoiceList> Handle(ListInvoices query, CancellationToken cancel)
    {
        var today = time.JapanToday();
        var found = db.Invoices.AsNoTracking();
        found = query.Filter switch
        {
            InvoiceFilter.Open => found.Where(i => i.State != InvoiceState.Paid),
            InvoiceFilter.Issued => found.Where(i => i.State == InvoiceState.Issued),
            InvoiceFilter.PaymentOrdered => found.Where(i => i.State == InvoiceState.PaymentOrdered),
            InvoiceFilter.Overdue => found.Where(i => i.State != InvoiceState.Paid && i.DueOn < today),
            InvoiceFilter.Paid => found.Where(i => i.State == InvoiceState.Paid),
            InvoiceFilter.All => found,
            _ => throw new ArgumentOutOfRangeException(nameof(query), query.Filter, "Unknown filter."),
        };
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var pattern = "%" + query.Text.Trim().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal) + "%";
            found = found.Where(i => EF.Functions.ILike(i.Number, pattern) || EF.Functions.ILike(i.Title, pattern) || EF.Functions.ILike(i.BuyerName, pattern) || EF.Functions.ILike(i.SellerName, pattern));
        }

        // Sums of a converted column do not translate; three small columns of the actor's own invoices do not weigh.
        var all = await found.Select(i => new { i.Total, i.State, i.DueOn }).ToListAsync(cancel);
        var pages = Math.Max(1, (all.Count + query.PageSize - 1) / query.PageSize);
        var page = Math.Clamp(query.Page, 1, pages);
        var invoices = await found.OrderByDescending(i => i.IssuedAt).ThenBy(i => i.Id).Skip((page - 1) * query.PageSize).Take(query.PageSize).ToListAsync(cancel);
        return new InvoiceList(invoices, all.Count, pages, all.Sum(i => i.Total),
            all.Where(i => i.State != InvoiceState.Paid).Sum(i => i.Total), all.Where(i => i.State != InvoiceState.Paid && i.DueOn < today).Sum(i => i.Total));
    }
}
