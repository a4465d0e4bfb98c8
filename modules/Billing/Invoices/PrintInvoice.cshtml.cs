using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>The invoice on paper: the stored document and its hash, nothing computed anew.</summary>
[Requires(Act.ReadInvoices)]
public sealed class PrintInvoiceModel : MarketplacePage
{
    internal Invoice Invoice { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        var invoice = await Service<BillingDbContext>().Invoices.AsNoTracking().SingleOrDefaultAsync(i => i.PublicId == publicId, Cancel);
        if (invoice is null)
            return NotFound();
        Invoice = invoice;
        ViewData["Transfer"] = await Service<IPaymentCollector>().Begin(invoice.View(Service<TimeProvider>().JapanToday()), Cancel);
        return Page();
    }
}
