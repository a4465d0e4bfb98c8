using System.Globalization;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Cases;

/// <summary>Gives back what a request for approval held: it was returned, withdrawn or the case was closed. Asked again the account answers with the first
/// outcome; a refusal means that nothing is held (a request from before money was held), which is as good.</summary>
internal sealed class ReleaseForCase(ProcurementDbContext db, IPurchasingAccounts accounts) : IHandle<ApprovalDropped>
{
    public async Task Handle(ApprovalDropped happened, CancellationToken cancel)
    {
        var dropped = await db.Set<ProcurementCase>().AsNoTracking().SingleAsync(c => c.Id == happened.CaseId, cancel);
        await accounts.Run(dropped.BodyCode, dropped.Release(happened.Attempt, (await db.DatabaseNow(cancel)).JapanDay(), happened.By), cancel);
    }
}
