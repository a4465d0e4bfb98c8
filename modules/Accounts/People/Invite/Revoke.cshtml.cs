using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Asks before an invitation is taken back.</summary>
[Requires(Act.ManagePeople)]
internal sealed class RevokeInvitationModel : MarketplacePage
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    public Invitation Invitation { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Load())
            return NotFound();
        Invitation.Revoke(Service<TimeProvider>().GetUtcNow());
        return Answer(await Service<AccountsDbContext>().Save(Cancel), () =>
        {
            Flash(T["{0}への招待を取り消しました。渡したリンクは使えなくなりました。", Invitation.Email]);
            return LocalRedirect("/people");
        });
    }

    private async Task<bool> Load()
    {
        var found = await Service<AccountsDbContext>().Invitations.SingleOrDefaultAsync(i => i.PublicId == Id && i.OrganisationId == Actor.OrganisationId && i.AcceptedAt == null, Cancel);
        Invitation = found!;
        return found is not null;
    }
}
