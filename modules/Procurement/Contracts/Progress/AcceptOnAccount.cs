using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Contracts;

/// <summary>検収 in Billing reaches the purchasing account: that much of the encumbrance is accepted.</summary>
internal sealed class AcceptOnAccount(ProcurementDbContext db, IPurchasingAccounts accounts) : IHandle<DeliveryAccepted>
{
    public async Task Handle(DeliveryAccepted happened, CancellationToken cancel)
    {
        var contract = await db.Set<Contract>().SingleAsync(c => c.Id == happened.ContractId, cancel);
        await accounts.RunUntilAccepted(contract.BuyerCode, happened.DeliveryId, "accept",
            id => new Accept(id, happened.AcceptedOn, nameof(AcceptOnAccount), contract.Id, happened.Total) { About = new Reference(ReferenceKind.Delivery, happened.DeliveryId) }, cancel);
        contract.Accept(happened.Total, happened.AcceptedOn, await db.DatabaseNow(cancel));
    }
}
