using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Contracts;

/// <summary>検収 in Billing reaches the purchasing account: that much of the encumbrance of the day's fiscal year is accepted. While a new year's part of a
/// running contract is not encumbered the event waits; <see cref="WaitingYears"/> shows it.</summary>
internal sealed class AcceptOnAccount(ProcurementDbContext db, IPurchasingAccounts accounts) : IHandle<DeliveryAccepted>
{
    public async Task Handle(DeliveryAccepted happened, CancellationToken cancel)
    {
        var contract = await db.Set<Contract>().SingleAsync(c => c.Id == happened.ContractId, cancel);
        var year = FiscalYear.Of(happened.AcceptedOn);
        if (contract.LaterParts.Exists(p => p.Year == year) && year != contract.FiscalYear
            && (await accounts.Report(contract.BuyerCode, year, cancel)).Promised.Any(p => p.EncumbranceId == contract.Id))
            throw new NotYetException($"Contract {contract.Number}: the part of fiscal year {year.Year} is not encumbered yet, so the acceptance of {happened.AcceptedOn:yyyy-MM-dd} waits for it.");
        await accounts.RunUntilAccepted(contract.BuyerCode, happened.DeliveryId, "accept",
            id => new Accept(id, happened.AcceptedOn, nameof(AcceptOnAccount), contract.Id, happened.Total) { About = new Reference(ReferenceKind.Delivery, happened.DeliveryId) }, cancel);
        contract.Accept(happened.Total, happened.AcceptedOn, await db.DatabaseNow(cancel));
    }
}
