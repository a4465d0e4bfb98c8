using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Asks before a colleague's second factor is taken away.</summary>
[Requires(Act.ManagePeople)]
internal sealed class ResetModel : MarketplacePage
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    public string Name { get; private set; } = "";
    public string Email { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Load())
            return NotFound();
        return Answer(await Service<ResetSecondFactorHandler>().Handle(new ResetSecondFactor(Id), Cancel), () =>
        {
            Flash(T["{0}さんの2段階認証を解除しました。本人に、サインインして設定し直すよう伝えてください。", Name]);
            return LocalRedirect("/people");
        });
    }

    private async Task<bool> Load()
    {
        var found = await Service<AccountsDbContext>().Memberships.AsNoTracking().Where(m => m.PublicId == Id && m.OrganisationId == Actor.OrganisationId && m.EndedAt == null)
            .Select(m => new { m.Person.Name, m.Person.Email }).SingleOrDefaultAsync(Cancel);
        (Name, Email) = (found?.Name ?? "", found?.Email ?? "");
        return found is not null;
    }
}
