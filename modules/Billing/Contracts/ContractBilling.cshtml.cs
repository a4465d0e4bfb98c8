using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>A contract's deliveries, invoices and payments, for both sides and the operator.</summary>
[Requires(Act.ReadContracts)]
public sealed class ContractBillingModel : MarketplacePage
{
    internal BillableContract Contract { get; private set; } = null!;
    internal IReadOnlyList<Trade> Trades { get; private set; } = [];
    internal NextAct? Next { get; private set; }
    internal IReadOnlyList<Step> Steps { get; private set; } = [];
    internal IReadOnlyList<Bar> Bars { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        var contract = await Service<BillingDbContext>().Contracts.AsNoTracking().SingleOrDefaultAsync(c => c.PublicId == publicId, Cancel);
        if (contract is null)
            return NotFound();
        Contract = contract;
        Trades = await Service<Trades>().OfContract(contract.Id, Cancel);
        Next = NextAct.Of(contract, Trades, Actor, T);
        Steps =
        [
            new(T["契約"], StepState.Done, Dates.Short(contract.ConcludedOn)),
            Reached(T["納品"], contract.DeliveredNet),
            Reached(T["検収"], contract.AcceptedNet),
            Reached(T["請求"], contract.InvoicedNet),
            Reached(T["支払い"], contract.PaidNet),
        ];
        Bars =
        [
            new(T["契約額（税抜）"],
            [
                contract.PaidNet.Yen, (contract.InvoicedNet - contract.PaidNet).Yen, (contract.AcceptedNet - contract.InvoicedNet).Yen,
                (contract.DeliveredNet - contract.AcceptedNet).Yen, contract.RemainingNet.Yen,
            ]),
        ];
        return Page();
    }

    private Step Reached(string text, Money sum) => new(
        text, sum == Contract.Net ? StepState.Done : sum > Money.Zero ? StepState.Current : StepState.Next,
        sum > Money.Zero && sum < Contract.Net ? T["{0} / {1}", sum, Contract.Net] : null);
}
