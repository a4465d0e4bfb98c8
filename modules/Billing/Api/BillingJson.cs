using Marketplace.Shared;

namespace Marketplace.Billing;

/// <summary>A delivery to report: as on the page.</summary>
/// <param name="From">First day of the period, within the contract's term.</param>
/// <param name="To">Its last day.</param>
internal sealed record DeliveryBody(DateOnly From, DateOnly To, string? Description, IReadOnlyList<DeliveryLineBody?>? Lines)
{
    public DeliveryReport Report() => new(From, To, Description ?? "",
        [.. (Lines ?? []).Select(l => l ?? new DeliveryLineBody(null, 0, null, Money.Zero)).Select(l => new DeliveryLine(l.Text?.Trim() ?? "", l.Quantity, l.Unit?.Trim() ?? "", l.UnitPrice, l.TaxRatePercent))]);
}

/// <param name="UnitPrice">Without tax.</param>
/// <param name="TaxRatePercent">10, or 8 where the reduced rate applies.</param>
internal sealed record DeliveryLineBody(string? Text, int Quantity, string? Unit, Money UnitPrice, int TaxRatePercent = ConsumptionTax.StandardRate);

/// <param name="On">Day of the inspection (検査年月日), which decides the fiscal year.</param>
/// <param name="Remark">Findings; when refusing, the reason.</param>
internal sealed record InspectionBody(bool Accept, DateOnly On, string? Remark);

/// <param name="On">Day the body pays; until the year's books close.</param>
/// <param name="Amount">The invoice's total.</param>
/// <param name="Reference">What the body's books call it, e.g. the number of the 支出命令.</param>
internal sealed record PaymentBody(DateOnly On, Money Amount, string? Reference);

/// <summary>A delivery and what became of it.</summary>
/// <param name="State">Reported, Accepted or Refused.</param>
/// <param name="Invoice">Id of its invoice, once issued.</param>
internal sealed record DeliveryJson(
    string Id, int Number, string Contract, string State, DateOnly From, DateOnly To, string Description, IReadOnlyList<InvoiceLineView> Lines, Money Net, Money Tax, Money Total,
    DateOnly ReportedOn, DateOnly InspectionDue, DateOnly? InspectedOn, string? Remark, string? Invoice)
{
    public static DeliveryJson Of(Trade trade)
    {
        var delivery = trade.Delivery;
        return new DeliveryJson(delivery.PublicId, delivery.Number, trade.Contract.PublicId, delivery.State.ToString(), delivery.From, delivery.To, delivery.Description,
            [.. delivery.Lines.Select(l => l.View())], delivery.Net, delivery.Tax, delivery.Total, delivery.ReportedOn, delivery.InspectionDue, delivery.InspectedOn, delivery.Remark,
            trade.Invoice?.PublicId);
    }
}

internal sealed record InvoicesJson(int Total, int Pages, IReadOnlyList<InvoiceView> Items);
