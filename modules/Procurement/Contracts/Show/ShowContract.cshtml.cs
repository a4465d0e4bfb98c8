using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Procurement.Contracts;

[Requires(Act.ReadContracts)]
internal sealed class ShowContractModel : ContractPage
{
    public Money Outstanding => Contract.State == ContractState.Settled ? Money.Zero : Contract.Total - Contract.Accepted;

    /// <summary>Whose turn it is, as far as the account tells; Billing's page knows the single delivery and invoice.</summary>
    public string? NextWho => Contract switch
    {
        { State: ContractState.Settled } => null,
        { } c when c.Accepted > c.Paid => T["{0}（請求）と{1} 会計（支払）", c.SellerName, c.BuyerName],
        { } c => T["{0}（納品）と{1} 会計（検収）", c.SellerName, c.BuyerName],
    };

    public IReadOnlyList<Step> Steps
    {
        get
        {
            var (done, c) = (Contract.State == ContractState.Settled ? 4 : Contract.Accepted == Contract.Total ? 2 : 1, Contract);
            (string Text, string? Detail)[] all =
            [
                (T["契約"], Dates.Short(c.ConcludedAt.JapanDay())),
                (T["納品・検収"], T["{0}のうち{1}", c.Total, c.Accepted]),
                (T["請求・支払"], T["{0}のうち{1}", c.Total, c.Paid]),
                (T["完了"], null),
            ];
            return [.. all.Select((s, i) => new Step(s.Text, i < done ? StepState.Done : i == done ? StepState.Current : StepState.Next, s.Detail))];
        }
    }

    public IEnumerable<HistoryItem> History => Contract.Steps.Reverse().Select(s =>
        new HistoryItem(s.At, s.Act switch
        {
            ContractAct.Concluded or ContractAct.Settled => T["システム"],
            _ => T["{0} 会計", Contract.BuyerName],
        }, T[ContractWords.Of(s.Act), s.Amount], s.Act is ContractAct.Accepted or ContractAct.Paid ? Dates.Text(s.On) : null));
}
