using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Billing;

/// <summary>Check the invoice as it will be, then issue it.</summary>
[Requires(Act.IssueInvoices)]
public sealed class IssueInvoiceModel : MarketplacePage
{
    internal InvoiceDraft Draft { get; private set; } = null!;

    [BindProperty]
    public OnceInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        var draft = await Service<IssueInvoiceHandler>().Draft(publicId, Cancel);
        if (!draft.Ok)
            return NotFound();
        Draft = draft.Value;
        return Draft.Existing is { } issued ? Redirect($"/invoices/{issued.PublicId}") : Page();
    }

    public async Task<IActionResult> OnPostAsync(string publicId)
    {
        var result = await Service<IssueInvoiceHandler>().Handle(new IssueInvoice(Input.Id, publicId), Cancel);
        return await Answer(result, invoice =>
        {
            Flash(T["請求書 {0} を発行しました。{1}に届きました。支払期日は{2}です。発行した請求書の内容は変更できません。", invoice.Number, invoice.BuyerName, Dates.Text(invoice.DueOn)]);
            return Redirect($"/invoices/{invoice.PublicId}");
        }, async () => Draft = (await Service<IssueInvoiceHandler>().Draft(publicId, Cancel)).Value);
    }
}

/// <summary>A form that only confirms.</summary>
public sealed class OnceInput
{
    public Guid Id { get; set; }
}
