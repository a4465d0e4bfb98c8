using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>The own organisation's people, their roles, and the invitations not yet answered.</summary>
[Requires(Act.ManagePeople), ResponseCache(NoStore = true)]
internal sealed class PeopleModel : MarketplacePage
{
    internal const string LinkKey = "invitation-link";

    public IReadOnlyList<Member> Members { get; private set; } = [];
    public IReadOnlyList<Invitation> Invitations { get; private set; } = [];

    /// <summary>The link just made; shown once.</summary>
    public string? Link { get; private set; }
    public DateTimeOffset Now { get; private set; }

    public async Task OnGetAsync()
    {
        var db = Service<AccountsDbContext>();
        Now = Service<TimeProvider>().GetUtcNow();
        Link = TempData[LinkKey] as string;
        Members = await db.Memberships.AsNoTracking().Where(m => m.OrganisationId == Actor.OrganisationId && m.EndedAt == null)
            .OrderBy(m => m.Person.Name).ThenBy(m => m.Person.Email).ThenBy(m => m.Role)
            .Select(m => new Member(m.PublicId, m.PersonId, m.Person.Name, m.Person.Email!, m.Role, db.SecondFactors.Any(f => f.PersonId == m.PersonId))).ToListAsync(Cancel);
        var lately = Now - TimeSpan.FromDays(30);
        Invitations = await db.Invitations.AsNoTracking().Where(i => i.OrganisationId == Actor.OrganisationId && i.AcceptedAt == null && i.RevokedAt == null && i.ExpiresAt > lately)
            .OrderByDescending(i => i.ExpiresAt).ToListAsync(Cancel);
    }
}

/// <summary>One role of one person.</summary>
internal sealed record Member(string PublicId, Guid PersonId, string Name, string Email, Role Role, bool HasSecondFactor);
