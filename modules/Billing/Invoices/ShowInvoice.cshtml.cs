using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Marketplace.Billing;

/// <summary>One invoice: what it says and where it stands.</summary>
[Requires(Act.ReadInvoices)]
public sealed class ShowInvoiceModel : MarketplacePage
{
    internal Trade Trade { get; private set; } = null!;
    internal Invoice Invoice => Trade.Invoice!;

    /// <summary>遅延利息 to this day, or to the day it was paid.</summary>
    internal Money Interest { get; private set; }
    internal decimal InterestRate { get; private set; }

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        if (await Service<Trades>().OfInvoice(publicId, Cancel) is not { } trade)
            return NotFound();
        Trade = trade;
        var interest = Service<IOptionsSnapshot<LateInterest>>().Value;
        InterestRate = interest.RateOn(trade.Contract.ConcludedOn);
        Interest = interest.On(Invoice.Total, Invoice.DueOn, Invoice.PaidOn ?? trade.Today, trade.Contract.ConcludedOn);
        ViewData["Transfer"] = await Service<IPaymentCollector>().Begin(Invoice.View(trade.Today), Cancel);
        return Page();
    }
}
