using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Host.Operator;

/// <summary>Puts a parked message back into the outbox, with its attempts counted from zero. Retrying one that is not parked any more does nothing.</summary>
[Requires(Act.RetryMessages)]
public sealed class RetryModel : MarketplacePage
{
    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var db = Service<SharedDbContext>();
        if (await db.Outbox.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, Cancel) is not { } message)
            return NotFound();
        if (message.ParkedAt is not null)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await db.Database.ExecuteSqlAsync($"update shared.outbox set parked_at = null, attempts = 0, lost_leases = 0, due_at = now() where id = {id} and parked_at is not null", Cancel);
            db.Audit.Add(AuditTrail.Note(Actor, Service<TimeProvider>().GetUtcNow(), "shared.outbox", id.ToString(), "retried", message.Error));
            await db.SaveChangesAsync(Cancel);
            await transaction.CommitAsync(Cancel);
            Service<RelaySignal>().Wake();
        }

        Flash(T["出来事「{0}」を再試行しています。結果はこの画面で確かめられます。", message.Type]);
        return LocalRedirect("/status");
    }
}
