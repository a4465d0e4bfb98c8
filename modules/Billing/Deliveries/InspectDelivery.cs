using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>The body's accountant inspects a delivery: accepts it (検収) or refuses it with the reason (差戻し).</summary>
/// <param name="Remark">Findings, or the reason of the refusal.</param>
internal sealed record InspectDelivery(string DeliveryPublicId, bool Accept, DateOnly On, string? Remark);

internal sealed class InspectDeliveryHandler(BillingDbContext db)
{
    public async Task<Result<Delivery>> Handle(InspectDelivery command, CancellationToken cancel)
    {
        var contractId = await db.Deliveries.Where(d => d.PublicId == command.DeliveryPublicId && d.BuyerId == db.Actor.OrganisationId)
            .Select(d => (Guid?)d.ContractId).SingleOrDefaultAsync(cancel);
        if (contractId is null)
            return Refusal.NotFound();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var contract = await db.Lock(contractId.Value, cancel);
        var delivery = await db.Deliveries.SingleAsync(d => d.PublicId == command.DeliveryPublicId, cancel);
        var before = delivery.State;
        var now = await db.DatabaseNow(cancel);
        var decided = command.Accept
            ? delivery.Accept(contract, command.On, command.Remark, db.Actor, now)
            : delivery.Refuse(contract, command.On, command.Remark ?? "", db.Actor, now);
        if (!decided.Ok)
            return Result<Delivery>.No(decided.Refusals);
        if (before == delivery.State)
            return delivery;
        if (delivery.State == DeliveryState.Accepted)
            db.Publish(new DeliveryAccepted(delivery.Id, contract.Id, delivery.Total, command.On));
        if (await db.Save(cancel) is { Ok: false } clash)
            return Result<Delivery>.No(clash.Refusals);
        await transaction.CommitAsync(cancel);
        return delivery;
    }
}
