using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

/// <summary>Encumbers a committed body's ceiling in its purchasing account. Called again after a crash it asks with the same operation id
/// and so learns the first outcome.</summary>
internal sealed class EncumberDemand(ProcurementDbContext db, IPurchasingAccounts accounts) : IHandle<DemandCommitted>
{
    public async Task Handle(DemandCommitted happened, CancellationToken cancel)
    {
        var joint = await db.LockPart(happened.ParticipantId, cancel);
        var participant = joint.Participants.Single(p => p.Id == happened.ParticipantId);
        if (participant.State != ParticipantState.Committing || participant.Attempt != happened.Attempt)
            return;
        var now = await db.DatabaseNow(cancel);
        var outcome = await accounts.Run(participant.BodyCode, Command(joint, participant, now), cancel);
        if (outcome.Ok)
        {
            participant.Encumbered();
            joint.Say(now, db.Actor, "{0}の参加が決まりました。", participant.BodyName);
            return;
        }

        var line = (await accounts.Read(participant.BodyCode, joint.FiscalYear, cancel)).SingleOrDefault(l => string.Equals(l.Line, participant.BudgetLine, StringComparison.Ordinal));
        var missing = participant.Ceiling - (line?.Remaining ?? Money.Zero);
        participant.RefuseBudget(missing > Money.Zero ? missing : Money.Zero);
        joint.SayInside(now, db.Actor, "{0}の予算が確保できず、参加は決まっていません。", participant.BodyName);
    }

    public static Encumber Command(JointProcurement joint, Participant participant, DateTimeOffset now) => new(
        OperationIds.Of(participant.EncumbranceId, "encumber"), now.JapanDay(), participant.CommittedBy ?? "", participant.EncumbranceId,
        joint.FiscalYear, participant.BudgetLine, participant.Ceiling, joint.Title) { About = participant.Reference };
}
