using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>The seller reports a delivery; at first everything that is left, as one line for the rest of the term.</summary>
[Requires(Act.ReportDelivery)]
public sealed class ReportDeliveryModel : MarketplacePage
{
    internal BillableContract Contract { get; private set; } = null!;

    [BindProperty]
    public ReportInput Input { get; set; } = new();

    internal IReadOnlyList<Option> Rates =>
        [new(ConsumptionTax.StandardRate.ToString(CultureInfo.InvariantCulture), "10%"), new(ConsumptionTax.ReducedRate.ToString(CultureInfo.InvariantCulture), T["8%（軽減税率）"])];

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        if (!await Load(publicId))
            return NotFound();
        Input = new ReportInput
        {
            From = Contract.Start,
            To = Contract.End,
            Description = T["契約「{0}」のサービス提供", Contract.Title],
            Lines = [new() { Text = Contract.Title, Quantity = 1, Unit = "式", UnitPrice = Contract.RemainingNet, TaxRatePercent = Contract.TaxRatePercent }],
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string publicId, bool add = false)
    {
        if (!await Load(publicId))
            return NotFound();
        if (add)
        {
            Input.Lines.Add(new() { Unit = "式", TaxRatePercent = Contract.TaxRatePercent });
            return Page();
        }

        DropEmptyLines();
        if (!ModelState.IsValid)
            return Again();
        var result = await Service<ReportDeliveryHandler>().Handle(new ReportDelivery(Input.Id, publicId, Input.Report()), Cancel);
        return Answer(result, delivery =>
        {
            Flash(T["第{0}回納品を報告しました。{1}の会計担当が、{2}までに検収します。結果はこの画面で確認できます。", delivery.Number, Contract.BuyerName, Dates.Text(delivery.InspectionDue)]);
            return Redirect($"/deliveries/{delivery.PublicId}");
        });
    }

    private async Task<bool> Load(string publicId) =>
        (Contract = (await Service<BillingDbContext>().Contracts.AsNoTracking().SingleOrDefaultAsync(c => c.PublicId == publicId && c.SellerId == Actor.OrganisationId, Cancel))!) is not null;

    /// <summary>A line in which nothing was typed is not a line; the rest move up, so their messages are shown at the new places.</summary>
    private void DropEmptyLines()
    {
        if (Input.Lines.RemoveAll(l => l.IsEmpty) == 0 || !ModelState.IsValid)
            return;
        foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Input.Lines", StringComparison.Ordinal)).ToArray())
            ModelState.Remove(key);
    }
}

public sealed class ReportInput
{
    public Guid Id { get; set; }
    public DateOnly From { get; set; }
    public DateOnly To { get; set; }
    public string? Description { get; set; }
    public List<LineInput> Lines { get; set; } = [];

    internal DeliveryReport Report() => new(From, To, Description ?? "",
        [.. Lines.Select(l => new DeliveryLine(l.Text?.Trim() ?? "", l.Quantity ?? 0, l.Unit?.Trim() ?? "", l.UnitPrice ?? Money.Zero, l.TaxRatePercent ?? 0))]);
}

public sealed class LineInput
{
    public string? Text { get; set; }
    public int? Quantity { get; set; }
    public string? Unit { get; set; }
    public Money? UnitPrice { get; set; }
    public int? TaxRatePercent { get; set; }

    internal bool IsEmpty => string.IsNullOrWhiteSpace(Text) && Quantity is null && UnitPrice is null;
}
