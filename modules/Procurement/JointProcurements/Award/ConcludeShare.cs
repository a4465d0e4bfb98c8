using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

/// <summary>Turns one body's share into its contract: lowers the encumbrance from the ceiling to the share, concludes, tells Billing.
/// A crash in between is repaired by the next delivery, which asks with the same operation id.</summary>
internal sealed class ConcludeShare(ProcurementDbContext db, IPurchasingAccounts accounts, IOrganisations organisations) : IHandle<ShareDecided>
{
    public async Task Handle(ShareDecided happened, CancellationToken cancel)
    {
        var joint = await db.LockJointOf(happened.ParticipantId, cancel);
        var participant = joint.Participants.Single(p => p.Id == happened.ParticipantId);
        if (participant.State == ParticipantState.Contracted)
            return;
        var now = await db.DatabaseNow(cancel);
        var offer = await db.Set<JointOffer>().SingleAsync(o => o.Id == joint.AwardedOfferId, cancel);
        var buyer = await organisations.Find(participant.BodyId, cancel) ?? throw new InvalidOperationException($"Organisation {participant.BodyId} is not known.");
        var contract = Contract.Conclude(new ContractTerms(
            participant.EncumbranceId, joint.Title, buyer, offer.SellerId, offer.SellerName, joint.FiscalYear, participant.BudgetLine, participant.ShareNet!.Value,
            participant.StartMonth, joint.FiscalYear.LastDay, ContractSource.JointProcurement, joint.Id, Agreed(offer, joint)), now);
        if (contract.Total != participant.ShareTotal)
            throw new InvalidOperationException($"The contract's total {contract.Total} is not the share {participant.ShareTotal} of participant {participant.Id}.");
        await Lower(participant, contract.Total, now, cancel);
        db.Add(contract);
        db.Publish(contract.Concluded());
        joint.Contracted(participant, contract.Id, now, db.Actor);
    }

    private async Task Lower(Participant participant, Money total, DateTimeOffset now, CancellationToken cancel)
    {
        if (total == participant.Ceiling)
            return;
        var outcome = await accounts.Run(participant.BodyCode, new ChangeEncumbrance(
            OperationIds.Of(participant.EncumbranceId, "share"), now.JapanDay(), db.Actor.Via, participant.EncumbranceId, total) { About = participant.Reference }, cancel);
        if (!outcome.Ok)
            throw new InvalidOperationException($"Changing the encumbrance of participant {participant.Id} was refused: {outcome.Refusal!.Code}.");
    }

    /// <summary>The listing as offered, with the volume price and the rule that made the share.</summary>
    private static string Agreed(JointOffer offer, JointProcurement joint)
    {
        var agreed = JsonNode.Parse(offer.ListingJson)!.AsObject();
        agreed["joint"] = new JsonObject
        {
            ["procurement"] = joint.PublicId,
            ["price"] = JsonSerializer.SerializeToNode(offer.Price, JsonSerializerOptions.Web),
            ["rule"] = JsonSerializer.SerializeToNode(joint.Rule, JsonSerializerOptions.Web),
        };
        return agreed.ToJsonString(JsonSerializerOptions.Web);
    }
}
