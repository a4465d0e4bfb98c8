using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Asks before a token is ended; ending it twice is the same as once.</summary>
[Requires(Act.ManageTokens)]
internal sealed class RevokeTokenModel : MarketplacePage
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    public ApiToken Token { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Load())
            return NotFound();
        Token.Revoke(Service<TimeProvider>().GetUtcNow());
        return Answer(await Service<AccountsDbContext>().Save(Cancel), () =>
        {
            Flash(T["APIトークン「{0}」を無効にしました。このトークンでの操作は、もうできません。", Token.Name]);
            return LocalRedirect("/tokens");
        });
    }

    private async Task<bool> Load()
    {
        var found = await Service<AccountsDbContext>().ApiTokens.SingleOrDefaultAsync(t => t.PublicId == Id && t.OrganisationId == Actor.OrganisationId, Cancel);
        Token = found!;
        return found is not null;
    }
}
