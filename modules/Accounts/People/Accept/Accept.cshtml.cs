using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Marketplace.Accounts;

/// <summary>What the holder of an invitation's link sees: who invites, to which role, and how to join.</summary>
[Requires(Act.SignIn), EnableRateLimiting("sign-in"), ResponseCache(NoStore = true)]
internal sealed class AcceptModel : MarketplacePage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public AcceptInput Input { get; set; } = new();

    public Invitation Invitation { get; private set; } = null!;
    public bool IsOpen { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await Load() ? IsOpen ? Page() : Again(StatusCodes.Status410Gone) : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Load())
            return NotFound();
        var result = await Service<AcceptInvitationHandler>().Handle(
            new AcceptInvitation(Token, Actor.IsSignedIn ? null : new Credentials("", Input.PersonName ?? "", Input.Password ?? "")), Cancel);
        var next = result.Ok ? await Service<Entrance>().Enter(HttpContext, result.Value, "/todo") : "";
        return Answer(result, membership =>
        {
            Flash(T["{0}に{1}として加わりました。", membership.Organisation.Name, T[RoleNames.Of(membership.Role)]]);
            return LocalRedirect(next);
        });
    }

    private async Task<bool> Load()
    {
        var found = await Service<AcceptInvitationHandler>().Find(Token, Cancel);
        (Invitation, IsOpen) = (found!, found?.IsOpen(Service<TimeProvider>().GetUtcNow()) == true);
        return found is not null;
    }
}

internal sealed class AcceptInput
{
    public string? PersonName { get; set; }
    public string? Password { get; set; }
}
