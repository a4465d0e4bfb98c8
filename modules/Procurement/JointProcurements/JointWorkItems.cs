using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

/// <summary>What of joint procurement waits for the actor: to file and approve its own body's demand, to move on or decide what it leads, to offer.</summary>
internal sealed class JointWorkItems(ProcurementDbContext db, ICatalogue catalogue, Texts texts) : IWorkItems
{
    private const int Most = 500;

    public async Task<IReadOnlyList<WorkItem>> For(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(Act.ReadJointProcurements) || !(actor.IsBody || actor.IsVendor))
            return [];
        var now = await db.DatabaseNow(cancel);
        var views = await Running(actor).AsNoTracking().Include(j => j.Participants).AsSplitQuery().OrderBy(j => j.DemandClosesAt).Take(Most).ToListAsync(cancel);
        var offers = actor.IsVendor
            ? await db.Set<JointOffer>().AsNoTracking().Where(o => o.SellerId == actor.OrganisationId).ToDictionaryAsync(o => o.ProcurementId, cancel)
            : [];
        var items = new List<WorkItem>();
        foreach (var joint in views.Where(j => Concerns(j, actor)))
        {
            var own = offers.GetValueOrDefault(joint.Id);
            var next = JointNext.Of(new JointView(joint, joint.StateAt(now), now, "", actor, own, null, null, []));
            // An offer that was made waits for nobody, though it may still be changed.
            var waits = next.Mine && own is null;
            if (waits && actor.IsVendor && (await catalogue.OffersOf(actor.OrganisationId, joint.Category, cancel)).Count == 0)
                continue;
            items.Add(new WorkItem(
                texts["共同調達 {0}", joint.Title], State(joint, now), texts[next.Action ?? "見る"], next.Url ?? $"/joint/{joint.PublicId}", next.Due, waits));
        }

        return items;
    }

    private string State(JointProcurement joint, DateTimeOffset now)
    {
        var state = texts[JointWords.Of(joint.StateAt(now))];
        return joint.ExtendedAt is { } day ? texts["{0}（{1}に期限を延長）", state, Dates.Short(day.JapanDay())] : state;
    }

    /// <summary>Running ones that the actor's organisation has to do with, or may join.</summary>
    private IQueryable<JointProcurement> Running(Actor actor)
    {
        var own = actor.OrganisationId;
        var running = db.Set<JointProcurement>().Where(j => j.State == JointState.Gathering || j.State == JointState.Offering || j.State == JointState.Awarded);
        if (actor.IsVendor)
            return running.Where(j => j.State == JointState.Offering && j.OffersOpenAt > DateTimeOffset.UtcNow);
        var may = actor.May(Act.FileDemand);
        return running.Where(j => j.LeadId == own || j.Participants.Any(p => p.BodyId == own && p.State != ParticipantState.Withdrawn)
            || (may && j.State == JointState.Gathering && j.DemandClosesAt > DateTimeOffset.UtcNow && !j.Participants.Any(p => p.BodyId == own)));
    }

    /// <summary>A body is told of what is gathered in its own prefecture; of others it learns on the list.</summary>
    private static bool Concerns(JointProcurement joint, Actor actor) =>
        actor.IsVendor || joint.LeadId == actor.OrganisationId || joint.ParticipantOf(actor.OrganisationId) is not null
        || string.Equals(joint.LeadCode.Prefecture, actor.BodyCode?.Prefecture, StringComparison.Ordinal);
}
