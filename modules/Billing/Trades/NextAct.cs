using Marketplace.Shared;

namespace Marketplace.Billing;

/// <summary>Who must do what next, by when. <see cref="Url"/> is null for readers who are not the one.</summary>
internal sealed record NextAct(string Who, string Text, string? Verb, string? Url, DateOnly? Due, bool Mine)
{
    /// <summary>The next step of one trade; null when it is finished (refused, or paid).</summary>
    public static NextAct? Of(Trade trade, Actor actor, Texts texts)
    {
        var (contract, delivery, invoice) = (trade.Contract, trade.Delivery, trade.Invoice);
        var buyer = texts["{0}　会計", contract.BuyerName];
        var (isBuyer, isSeller) = (actor.OrganisationId == contract.BuyerId, actor.OrganisationId == contract.SellerId);
        NextAct Act(string who, string text, string verb, string url, DateOnly? due, bool mine) => new(who, text, mine ? verb : null, mine ? url : null, due, mine);
        return (delivery.State, invoice?.State) switch
        {
            (DeliveryState.Refused, _) => null,
            (DeliveryState.Reported, _) => Act(buyer, texts["第{0}回納品が契約のとおりかを確かめ、検収するか差し戻します。", delivery.Number], texts["検収する"],
                $"/deliveries/{delivery.PublicId}/inspect", delivery.InspectionDue, isBuyer && actor.May(Shared.Act.AcceptDelivery)),
            (DeliveryState.Accepted, null) => Act(contract.SellerName, texts["第{0}回納品は検収されました。請求書を発行します。", delivery.Number], texts["請求書を発行する"],
                $"/deliveries/{delivery.PublicId}/invoice", null, isSeller && actor.May(Shared.Act.IssueInvoices)),
            (_, InvoiceState.Issued) => Act(buyer, texts["請求書 {0}（{1}）を支払い、支払日を登録します。", invoice!.Number, invoice.Total], texts["支払いを登録する"],
                $"/invoices/{invoice.PublicId}/pay", invoice.DueOn, isBuyer && actor.May(Shared.Act.RecordPayments)),
            (_, InvoiceState.PaymentOrdered) => Act(contract.SellerName, texts["請求書 {0}（{1}）の入金を確認し、消し込みます。", invoice!.Number, invoice.Total], texts["入金を消し込む"],
                "/payments", invoice.DueOn, isSeller && actor.May(Shared.Act.MatchPayments)),
            _ => null,
        };
    }

    /// <summary>The next step of a contract: the actor's own if there is one, else the earliest of the running trades, else what is left to deliver.</summary>
    public static NextAct? Of(BillableContract contract, IReadOnlyList<Trade> trades, Actor actor, Texts texts)
    {
        var open = trades.Select(t => Of(t, actor, texts)).OfType<NextAct>().ToList();
        if (contract.RemainingNet > Money.Zero)
        {
            var mine = actor.OrganisationId == contract.SellerId && actor.May(Act.ReportDelivery);
            open.Add(new NextAct(contract.SellerName, texts["まだ納品していない額が{0}（税抜）あります。提供が済んだら納品を報告します。", contract.RemainingNet],
                mine ? texts["納品を報告する"] : null, mine ? $"/contracts/{contract.PublicId}/deliver" : null, contract.End, mine));
        }

        return open.Find(n => n.Mine) ?? open.FirstOrDefault();
    }
}
