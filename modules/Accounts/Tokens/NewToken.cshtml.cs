using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Accounts;

[Requires(Act.ManageTokens)]
internal sealed class NewTokenModel : MarketplacePage
{
    [BindProperty]
    public NewTokenInput Input { get; set; } = new();

    public IEnumerable<Option> Roles => OrganisationRoles.ForTokens(Actor.Kind!.Value).Select(r => new Option(r.ToString(), T[RoleNames.Of(r)], T[RoleHints.Of(r)]));

    public void OnGet() => Input.LastDay = Service<TimeProvider>().JapanToday().AddMonths(6);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Again();
        var command = new CreateToken(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, Input.Name ?? "", Input.Role, Input.LastDay);
        return Answer(await Service<CreateTokenHandler>().Handle(command, Cancel), text =>
        {
            // Shown once, after the redirect; the notice cookie that carries it is encrypted and read only by the list.
            TempData[TokensModel.TextKey] = text;
            return LocalRedirect("/tokens");
        });
    }
}

internal sealed class NewTokenInput
{
    public Guid Id { get; set; }
    public string? Name { get; set; }
    public Role? Role { get; set; }
    public DateOnly? LastDay { get; set; }
}
