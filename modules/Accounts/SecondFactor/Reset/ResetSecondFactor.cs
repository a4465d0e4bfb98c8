using Marketplace.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Takes a colleague's second factor away after device and recovery codes were lost.</summary>
/// <param name="PublicId">One of their roles in the acting administrator's organisation.</param>
internal sealed record ResetSecondFactor(string PublicId);

/// <remarks>The password stays needed. Where the organisation's rule asks for a second factor, the next sign-in sets up a new one.</remarks>
internal sealed class ResetSecondFactorHandler(AccountsDbContext db, ILookupNormalizer normalizer)
{
    public async Task<Result> Handle(ResetSecondFactor command, CancellationToken cancel)
    {
        var person = await db.Memberships.Where(m => m.PublicId == command.PublicId && m.OrganisationId == db.Actor.OrganisationId && m.EndedAt == null).Select(m => m.Person).SingleOrDefaultAsync(cancel);
        if (person is null)
            return Refusal.NotFound();
        if (person.Id == db.Actor.PersonId)
            return Refusal.Conflict("own-second-factor", "自分の2段階認証は、「アカウント」の画面で変更してください。");
        // Whoever invites somebody must not thereby be able to weaken their account elsewhere.
        if (await db.Memberships.AnyAsync(m => m.PersonId == person.Id && m.EndedAt == null && m.OrganisationId != db.Actor.OrganisationId, cancel))
            return Refusal.Conflict("roles-elsewhere", "この方はほかの団体・事業者の役割も持っているため、ここでは解除できません。運営者のサポートに連絡してください。");
        await Remove(person, cancel);
        return await db.Save(cancel);
    }

    /// <summary>By the operator of the machine, for whoever no administrator can help.</summary>
    public async Task<bool> ByAddress(string email, CancellationToken cancel)
    {
        var normalized = normalizer.NormalizeEmail(email.Trim());
        var person = await db.People.SingleOrDefaultAsync(p => p.NormalizedEmail == normalized, cancel);
        if (person is null || !await Remove(person, cancel))
            return false;
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private async Task<bool> Remove(Person person, CancellationToken cancel)
    {
        if (await db.SecondFactors.SingleOrDefaultAsync(f => f.PersonId == person.Id, cancel) is not { } factor)
            return false;
        db.SecondFactors.Remove(factor);
        person.SecurityStamp = Guid.NewGuid().ToString("N");
        return true;
    }
}
