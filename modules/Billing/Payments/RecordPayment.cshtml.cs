using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Billing;

/// <summary>The accountant of the body records the payment order of an invoice.</summary>
[Requires(Act.RecordPayments)]
public sealed class RecordPaymentModel : MarketplacePage
{
    internal Trade Trade { get; private set; } = null!;
    internal Invoice Invoice => Trade.Invoice!;

    [BindProperty]
    public PayInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        if (!await Load(publicId))
            return NotFound();
        if (Invoice.State != InvoiceState.Issued)
            return Redirect($"/invoices/{publicId}");
        Input = new PayInput { On = Trade.Today, Amount = Invoice.Total };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string publicId)
    {
        if (!await Load(publicId))
            return NotFound();
        if (!ModelState.IsValid)
            return Again();
        var result = await Service<RecordPaymentHandler>().Handle(new RecordPayment(Input.Id, publicId, Input.On, Input.Amount, Input.Reference), Cancel);
        return Answer(result, invoice =>
        {
            Flash(T["請求書 {0} の支払い（{1}）を登録しました。{2}が入金を確認すると完了します。", invoice.Number, invoice.Total, invoice.SellerName]);
            return Redirect($"/invoices/{invoice.PublicId}");
        });
    }

    private async Task<bool> Load(string publicId) =>
        (Trade = (await Service<Trades>().OfInvoice(publicId, Cancel))!) is not null && Trade.Contract.BuyerId == Actor.OrganisationId;
}

public sealed class PayInput
{
    public Guid Id { get; set; }
    public DateOnly On { get; set; }
    public Money Amount { get; set; }
    public string? Reference { get; set; }
}
