using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>The own account: who one is, as what one acts, and where that is changed.</summary>
[Requires(Act.UseOwnAccount)]
internal sealed class AccountModel : MarketplacePage
{
    public string Email { get; private set; } = "";

    public bool HasSecondFactor { get; private set; }

    public async Task OnGetAsync()
    {
        var db = Service<AccountsDbContext>();
        Email = await db.People.Where(p => p.Id == Actor.PersonId).Select(p => p.Email!).SingleAsync(Cancel);
        HasSecondFactor = await db.SecondFactors.AnyAsync(f => f.PersonId == Actor.PersonId, Cancel);
    }
}
