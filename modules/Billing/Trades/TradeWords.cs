using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Billing;

/// <summary>A trade's steps and history, in words.</summary>
internal static class TradeWords
{
    public static IReadOnlyList<Step> Steps(Trade trade, Texts texts)
    {
        var (delivery, invoice, today) = (trade.Delivery, trade.Invoice, trade.Today);
        var accepted = delivery.State == DeliveryState.Accepted;
        string Until(DateOnly day, bool late) => late ? texts["{0}まで（超過）", Dates.Short(day)] : texts["{0}まで", Dates.Short(day)];
        return
        [
            new(texts["納品の報告"], StepState.Done, Dates.Short(delivery.ReportedOn)),
            new(texts["検収"], accepted ? StepState.Done : delivery.State == DeliveryState.Refused ? StepState.Blocked : StepState.Current,
                delivery.InspectedOn is { } on ? Dates.Short(on) : Until(delivery.InspectionDue, delivery.InspectionOverdue(today))),
            new(texts["請求"], invoice is not null ? StepState.Done : accepted ? StepState.Current : StepState.Next, invoice is null ? null : Dates.Short(invoice.IssuedOn)),
            new(texts["支払手続"], invoice?.State switch { null => StepState.Next, InvoiceState.Issued => StepState.Current, _ => StepState.Done },
                invoice is null ? null : invoice.State == InvoiceState.Issued ? Until(invoice.DueOn, invoice.Overdue(today)) : invoice.OrderedOn is { } ordered ? Dates.Short(ordered) : null),
            new(texts["入金確認"], invoice?.State switch { InvoiceState.Paid => StepState.Done, InvoiceState.PaymentOrdered => StepState.Current, _ => StepState.Next },
                invoice?.PaidOn is { } paid ? Dates.Short(paid) : null),
        ];
    }

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<HistoryItem> History(Trade trade, Texts texts)
    {
        var (contract, delivery, invoice) = (trade.Contract, trade.Delivery, trade.Invoice);
        var items = new List<HistoryItem> { new(delivery.ReportedAt, $"{contract.SellerName} {delivery.ReporterName}", texts["第{0}回納品を報告しました。", delivery.Number], delivery.Description) };
        if (delivery.DecidedAt is { } decided)
        {
            items.Add(new(decided, $"{contract.BuyerName} {delivery.InspectorName}",
                texts[delivery.State == DeliveryState.Accepted ? "検収しました（検査日 {0}）。" : "差し戻しました（検査日 {0}）。", Dates.Text(delivery.InspectedOn!.Value)], delivery.Remark));
        }

        if (invoice is not null)
            items.Add(new(invoice.IssuedAt, contract.SellerName, texts["請求書 {0} を発行しました。支払期日は{1}です。", invoice.Number, Dates.Text(invoice.DueOn)]));
        if (trade.Payment is { } payment)
        {
            items.Add(new(payment.RecordedAt, $"{contract.BuyerName} {payment.RecorderName}", texts["支払いを登録しました（支払日 {0}）。", Dates.Text(payment.PaidOn)],
                payment.Reference.Length > 0 ? texts["整理番号：{0}", payment.Reference] : null));
        }

        if (invoice?.PaidAt is { } paidAt)
            items.Add(new(paidAt, contract.SellerName, texts["入金を確認しました（入金日 {0}）。", Dates.Text(invoice.PaidOn!.Value)]));
        items.Reverse();
        return items;
    }

    public static string Chip(DeliveryState state) => state switch
    {
        DeliveryState.Reported => "info",
        DeliveryState.Accepted => "good",
        DeliveryState.Refused => "warn",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>State word of an invoice, overdue included.</summary>
    public static (string Chip, string Word) Of(Invoice invoice, DateOnly today) =>
        invoice.Overdue(today) ? ("bad", invoice.State == InvoiceState.Issued ? "支払期日超過" : "支払手続中（期日超過）") : invoice.State switch
        {
            InvoiceState.Issued => ("info", Words.Of(invoice.State)),
            InvoiceState.PaymentOrdered => ("info", Words.Of(invoice.State)),
            InvoiceState.Paid => ("good", Words.Of(invoice.State)),
            _ => throw new ArgumentOutOfRangeException(nameof(invoice)),
        };
}
