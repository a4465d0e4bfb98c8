using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Experiences;

/// <summary>What waits: for the operator experiences and replies to look at, for a body what was returned and what others ask, for a seller what was told of its services without a reply.</summary>
internal sealed class ExperiencesWork(CatalogDbContext db, ReadExperiences experiences, TimeProvider time, Texts t) : IWorkItems
{
    /// <summary>A seller is told of an experience for so long.</summary>
    private const int DaysToReply = 30;

    public async Task<IReadOnlyList<WorkItem>> For(Actor actor, CancellationToken cancel)
    {
        var items = new List<WorkItem>();
        if (actor.May(Act.ModerateExperiences) && await experiences.CountWaiting(cancel) is > 0 and var waiting)
            items.Add(new WorkItem(t["導入事例と返信{0}件", waiting], t["公開前の確認中"], t["確認する"], "/reviews/experiences", null));
        if (actor.May(Act.TellExperiences))
        {
            if (await db.Experiences.CountAsync(e => e.OwnerId == actor.OrganisationId && e.State == ModerationState.Returned, cancel) is > 0 and var returned)
                items.Add(new WorkItem(t["導入事例{0}件", returned], t["差戻し"], t["直して送る"], "/experiences", null));
            if (await db.ContactRequests.CountAsync(c => c.OwnerId == actor.OrganisationId && c.AnsweredAt == null, cancel) is > 0 and var asked)
                items.Add(new WorkItem(t["ほかの団体からの問合せ{0}件", asked], t["回答待ち"], t["回答する"], "/experiences", null));
        }

        if (actor.May(Act.ReplyToExperiences))
        {
            var since = time.GetUtcNow().AddDays(-DaysToReply);
            var told = await db.Experiences.AsNoTracking()
                .Where(e => e.SellerId == actor.OrganisationId && e.State == ModerationState.Published && ((e.ReplyState == ModerationState.None && e.PublishedAt > since) || e.ReplyState == ModerationState.Returned))
                .OrderBy(e => e.PublishedAt).Take(20).ToListAsync(cancel);
            items.AddRange(told.Select(e => new WorkItem(t["{0}の導入事例", e.BodyName], e.ReplyState == ModerationState.Returned ? t["返信の差戻し"] : t["返信できます"], t["返信する"], $"/experiences/{e.PublicId}/reply", null,
                Waiting: e.ReplyState == ModerationState.Returned)));
        }

        return items;
    }
}
