using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Takes a role away; the session that uses it ends within a minute.</summary>
internal sealed record RemoveRole(string PublicId);

internal sealed class RemoveRoleHandler(AccountsDbContext db, TimeProvider time)
{
    public async Task<Result> Handle(RemoveRole command, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // One at a time per organisation: two administrators who remove each other at once must not leave it without one.
        await db.Database.ExecuteSqlAsync($"select 1 from accounts.organisation where id = {db.Actor.OrganisationId} for update", cancel);
        var membership = await db.Memberships.SingleOrDefaultAsync(m => m.PublicId == command.PublicId && m.OrganisationId == db.Actor.OrganisationId, cancel);
        if (membership is null)
            return Refusal.NotFound();
        if (membership.EndedAt is not null)
            return Result.Done;
        if (membership.Role.IsAdmin() && membership.PersonId == db.Actor.PersonId)
            return Refusal.Conflict("own-admin", "自分の管理者の役割は取り消せません。ほかの管理者に頼んでください。");
        if (membership.Role.IsAdmin() && !await OtherAdmin(membership, cancel))
            return Refusal.Conflict("last-admin", "管理者が1人もいなくなるため、この役割は取り消せません。先に、ほかの方を管理者にしてください。");
        membership.End(time.GetUtcNow());
        var saved = await db.Save(cancel);
        if (saved.Ok)
            await transaction.CommitAsync(cancel);
        return saved;
    }

    private Task<bool> OtherAdmin(Membership membership, CancellationToken cancel) =>
        db.Memberships.AnyAsync(m => m.OrganisationId == membership.OrganisationId && m.Role == membership.Role && m.EndedAt == null && m.PersonId != membership.PersonId, cancel);
}
