using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Accounts;

/// <summary>Invites somebody into the own organisation.</summary>
[Requires(Act.ManagePeople)]
internal sealed class InviteModel : MarketplacePage
{
    [BindProperty]
    public InviteInput Input { get; set; } = new();

    public IEnumerable<Option> Roles => OrganisationRoles.Of(Actor.Kind!.Value).Select(r => new Option(r.ToString(), T[RoleNames.Of(r)], T[RoleHints.Of(r)]));

    public async Task<IActionResult> OnPostAsync()
    {
        var command = new InvitePerson(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, Input.Email ?? "", Input.Role);
        return Answer(await Service<InvitePersonHandler>().Handle(command, Cancel), secret =>
        {
            // The link is shown once, after the redirect; the notice cookie that carries it is encrypted and read only by the list.
            TempData[PeopleModel.LinkKey] = $"{Request.Scheme}://{Request.Host}{Request.PathBase}/invitations/{secret}";
            return LocalRedirect("/people");
        });
    }
}

internal sealed class InviteInput
{
    public Guid Id { get; set; }
    public string? Email { get; set; }
    public Role? Role { get; set; }
}
