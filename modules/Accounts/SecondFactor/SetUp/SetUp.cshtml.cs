using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Pairs an authenticator app: for the session's person, or for somebody at the door who must have one.</summary>
[Requires(Act.SignIn), EnableRateLimiting("sign-in"), ResponseCache(NoStore = true)]
internal sealed class SetUpModel : MarketplacePage
{
    private (Membership Membership, string Target)? waiting;

    [BindProperty]
    public SetUpInput Input { get; set; } = new();

    /// <summary>Somebody at the door, who gets no further without.</summary>
    public bool Forced => waiting is not null;
    public bool Replaces { get; private set; }
    public string OrganisationName => waiting?.Membership.Organisation.Name ?? "";
    public string Uri { get; private set; } = "";
    public string KeyText { get; private set; } = "";

    /// <summary>At the door the password has just been typed; a running session is asked again.</summary>
    public bool AsksPassword => Actor.IsSignedIn;

    private Guid PersonId => waiting?.Membership.PersonId ?? Actor.PersonId!.Value;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Known())
            return LocalRedirect("/sign-in");
        await Show();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Known())
            return LocalRedirect("/sign-in");
        var result = await Handle(new SetUpSecondFactor(PersonId, Input.Offer, Input.Code ?? "", AsksPassword ? Input.Password ?? "" : null));
        if (result.Ok && waiting is { } one)
            await Service<Entrance>().Pass(HttpContext, one.Membership);
        else if (result.Ok)
            await Service<Entrance>().Renew(HttpContext, secondFactor: true);
        return await Answer(result, codes =>
        {
            // Shown once, after the redirect; the notice cookie that carries them is encrypted and read only by that page.
            TempData[SecondFactorModel.CodesKey] = string.Join(' ', codes);
            TempData[SecondFactorModel.NextKey] = waiting?.Target;
            return LocalRedirect("/account/second-factor");
        }, Show);
    }

    /// <summary>Who it is for. Somebody at the door who has a second factor already must show that instead: their password alone may not replace it.</summary>
    private async Task<bool> Known()
    {
        waiting = await Service<Entrance>().Waiting(HttpContext);
        if (waiting is { } one && (await HasOne(one.Membership.PersonId) || (Actor.IsSignedIn && Actor.PersonId != one.Membership.PersonId)))
            waiting = null;
        return Forced || Actor.IsSignedIn;
    }

    /// <summary>The audit trail names who was at the door, though nobody is signed in yet.</summary>
    private async Task<Result<IReadOnlyList<string>>> Handle(SetUpSecondFactor command)
    {
        var current = Service<CurrentActor>();
        var before = current.Value;
        if (waiting is { } one)
            current.Value = Actor.From(Session.PrincipalOf(one.Membership));
        var result = await Service<SetUpSecondFactorHandler>().Handle(command, Cancel);
        current.Value = before;
        return result;
    }

    private async Task Show()
    {
        var keys = Service<AppKeys>();
        var key = keys.Take(PersonId, Input.Offer) ?? Totp.NewKey();
        var email = await Service<AccountsDbContext>().People.Where(p => p.Id == PersonId).Select(p => p.Email!).SingleAsync(Cancel);
        Input.Offer = keys.Offer(PersonId, key);
        Uri = Totp.Uri(T["マーケットプレイス"], email, key);
        KeyText = string.Join(' ', Totp.Base32(key).Chunk(4).Select(c => new string(c)));
        Replaces = await HasOne(PersonId);
    }

    private Task<bool> HasOne(Guid person) => Service<AccountsDbContext>().SecondFactors.AnyAsync(f => f.PersonId == person, Cancel);
}

internal sealed class SetUpInput
{
    public string? Offer { get; set; }
    public string? Code { get; set; }
    public string? Password { get; set; }
}
