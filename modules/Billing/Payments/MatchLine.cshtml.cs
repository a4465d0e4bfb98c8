using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>Chooses the invoice of an unmatched line.</summary>
[Requires(Act.MatchPayments)]
public sealed class MatchLineModel : MarketplacePage
{
    internal StatementLine Line { get; private set; } = null!;
    internal IReadOnlyList<Suggestion> Suggestions { get; private set; } = [];
    internal IReadOnlyList<Option> Others { get; private set; } = [];

    [BindProperty]
    public MatchInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        if (!await Load(publicId))
            return NotFound();
        return Line.InvoiceId is null ? Page() : Redirect("/payments");
    }

    public async Task<IActionResult> OnPostAsync(string publicId)
    {
        var result = await Service<MatchLineHandler>().Handle(new MatchLine(publicId, Input.Invoice ?? ""), Cancel);
        if (!await Load(publicId))
            return NotFound();
        return Answer(result, invoice =>
        {
            Flash(T["{0}の入金を請求書 {1} に消し込みました。{2}にも入金確認済と表示されます。", Line.Amount, invoice.Number, invoice.BuyerName]);
            return Redirect($"/invoices/{invoice.PublicId}");
        });
    }

    private async Task<bool> Load(string publicId)
    {
        var line = await Service<BillingDbContext>().StatementLines.AsNoTracking().SingleOrDefaultAsync(l => l.PublicId == publicId, Cancel);
        if (line is null)
            return false;
        Line = line;
        var open = await Service<Settlement>().Open(Cancel);
        Suggestions = Matching.Suggest(line.Amount, line.Payer, line.Reference, open);
        Others = [.. open.Where(i => i.Total == line.Amount).Select(i => new Option(i.PublicId, T["{0}　{1}　{2}　{3}", i.Number, i.BuyerName, i.Title, i.Total]))];
        return true;
    }
}

public sealed class MatchInput
{
    /// <summary>Public id of the invoice.</summary>
    public string? Invoice { get; set; }
}
