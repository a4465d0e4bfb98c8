using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Certification;

/// <summary>What waits in the certification: for a vendor its application and proofs that run out, for a reviewer the queue.</summary>
internal sealed class CertificationWork(CertificationDbContext db, Texts t, TimeProvider time) : IWorkItems
{
    /// <summary>More than this are summed up in one line.</summary>
    private const int Most = 5;

    public async Task<IReadOnlyList<WorkItem>> For(Actor actor, CancellationToken cancel)
    {
        var items = new List<WorkItem>();
        if (actor.IsVendor && actor.May(Act.ApplyForCertification))
            items.AddRange(await OfVendor(actor, cancel));
        if (actor.IsOperator && actor.May(Act.ReviewVendors))
            items.AddRange(await OfReviewer(cancel));
        return items;
    }

    private async Task<IEnumerable<WorkItem>> OfVendor(Actor actor, CancellationToken cancel)
    {
        var state = await db.Applications.Where(a => a.Id == actor.OrganisationId).Select(a => (ApplicationState?)a.State).SingleOrDefaultAsync(cancel) ?? ApplicationState.Draft;
        var subject = t["事業者の認証"];
        var items = new List<WorkItem>();
        if (state == ApplicationState.Draft)
            items.Add(new WorkItem(subject, t["準備中"], t["申請の内容を入力する"], "/certification", null));
        if (state == ApplicationState.Returned)
            items.Add(new WorkItem(subject, t["差戻し"], t["直して申請し直す"], "/certification", null));
        if (state == ApplicationState.Submitted)
            items.Add(new WorkItem(subject, t["審査中"], t["申請の内容を見る"], "/certification", null, Waiting: false));
        if (state == ApplicationState.Suspended)
            items.Add(new WorkItem(subject, t["停止中"], t["理由を見る"], "/certification", null, Waiting: false));
        if (state is ApplicationState.Draft or ApplicationState.Submitted)
            return items;
        var today = time.JapanToday();
        var proofs = await db.Proofs.AsNoTracking().Where(p => p.VendorId == actor.OrganisationId).ToListAsync(cancel);
        items.AddRange(Expiry.NeedsRenewal(proofs, today).Select(p => new WorkItem(
            t["証明書「{0}」", t[p.Kind.Name()]], p.Expires < today ? t["期限切れ"] : t["期限が近づいています"], t["新しい証明書を登録する"], "/certification/proofs", p.Expires)));
        return items;
    }

    private async Task<IEnumerable<WorkItem>> OfReviewer(CancellationToken cancel)
    {
        var items = new List<WorkItem>();
        var total = await db.Waiting().CountAsync(cancel);
        var first = await db.Waiting().OrderBy(a => a.SubmittedAt).Take(Most).Select(a => new { a.Name, a.PublicId }).ToListAsync(cancel);
        items.AddRange(first.Select(a => new WorkItem(a.Name, t["事業者の審査待ち"], t["審査する"], $"/reviews/vendors/{a.PublicId}", null)));
        if (total > first.Count)
            items.Add(new WorkItem(t["ほか{0}件の事業者の申請", total - first.Count], t["事業者の審査待ち"], t["審査一覧を見る"], "/reviews/vendors", null));
        if (await db.Unconfirmed().CountAsync(cancel) is > 0 and var unconfirmed)
            items.Add(new WorkItem(t["変更された証明書{0}件", unconfirmed], t["確認待ち"], t["確認する"], "/reviews/vendors", null));
        var today = time.JapanToday();
        var over = await db.Applications.Where(a => a.State == ApplicationState.Suspended && a.SuspendedUntil < today).OrderBy(a => a.SuspendedUntil).ThenBy(a => a.Id).Take(Most).Select(a => new { a.Name, a.PublicId, a.SuspendedUntil }).ToListAsync(cancel);
        items.AddRange(over.Select(a => new WorkItem(a.Name, t["停止の予定の末日を過ぎました"], t["停止を解除するか決める"], $"/reviews/vendors/{a.PublicId}", a.SuspendedUntil)));
        return items;
    }
}

/// <summary>Vendors by state, and proofs that have lapsed, for the operator's overview.</summary>
internal sealed class CertificationFigures(CertificationDbContext db, Texts t, TimeProvider time) : IFigures
{
    public async Task<IReadOnlyList<Figure>> Count(CancellationToken cancel)
    {
        var counts = await db.Applications.GroupBy(a => a.State).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return
        [
            .. Enum.GetValues<ApplicationState>().Select(s => new Figure(t["事業者の認証"], t[s.Word()], counts.GetValueOrDefault(s))),
            new Figure(t["事業者の認証"], t["期限が切れた証明書"], await db.NeedRenewal(time.JapanToday().AddDays(-1)).LongCountAsync(cancel)),
        ];
    }
}
