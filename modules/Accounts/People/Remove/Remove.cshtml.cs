using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Asks before a role is taken away.</summary>
[Requires(Act.ManagePeople)]
internal sealed class RemoveRoleModel : MarketplacePage
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    public Member Member { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Load())
            return NotFound();
        return Answer(await Service<RemoveRoleHandler>().Handle(new RemoveRole(Id), Cancel), () =>
        {
            Flash(T["{0}さんの{1}の役割を取り消しました。1分以内にその役割での操作ができなくなります。", Member.Name, T[RoleNames.Of(Member.Role)]]);
            return LocalRedirect("/people");
        });
    }

    private async Task<bool> Load()
    {
        var found = await Service<AccountsDbContext>().Memberships.AsNoTracking().Where(m => m.PublicId == Id && m.OrganisationId == Actor.OrganisationId)
            .Select(m => new Member(m.PublicId, m.PersonId, m.Person.Name, m.Person.Email!, m.Role, false)).SingleOrDefaultAsync(Cancel);
        Member = found!;
        return found is not null;
    }
}
