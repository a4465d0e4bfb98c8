using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>The own account: who one is, as what one acts, and where that is changed.</summary>
[Requires(Act.UseOwnAccount)]
internal sealed class AccountModel : MarketplacePage
{
    public string Email { get; private set; } = "";

    public async Task OnGetAsync() =>
        Email = await Service<AccountsDbContext>().People.Where(p => p.Id == Actor.PersonId).Select(p => p.Email!).SingleAsync(Cancel);
}
