using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Chooses another of the person's own memberships to act in.</summary>
[Requires(Act.UseOwnAccount)]
public sealed class SwitchModel : MarketplacePage
{
    public IReadOnlyList<Way> Ways { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var current = Session.MembershipOf(User);
        Ways = (await Own().OrderBy(m => m.Organisation.Name).ThenBy(m => m.Role).ToListAsync(cancel))
            .Select(m => new Way(m.Id, m.Organisation.Name, m.Role, m.Id == current)).ToList();
    }

    public async Task<IActionResult> OnPostAsync(Guid membership, CancellationToken cancel)
    {
        if (await Own().SingleOrDefaultAsync(m => m.Id == membership, cancel) is not { } chosen)
            return NotFound();
        Flash(T["{0}・{1}として操作中です。", chosen.Organisation.Name, T[RoleNames.Of(chosen.Role)]]);
        return LocalRedirect(await Service<Entrance>().Enter(HttpContext, chosen, "/todo"));
    }

    private IQueryable<Membership> Own() =>
        Service<AccountsDbContext>().Memberships.AsNoTracking().Include(m => m.Person).Include(m => m.Organisation).Where(m => m.PersonId == Actor.PersonId && m.EndedAt == null);
}

/// <summary>A way the person may act.</summary>
public sealed record Way(Guid Membership, string Organisation, Role Role, bool Current);
