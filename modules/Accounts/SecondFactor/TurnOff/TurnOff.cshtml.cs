using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Marketplace.Accounts;

/// <summary>Asks, with the password, before the second factor ends.</summary>
[Requires(Act.UseOwnAccount), EnableRateLimiting("sign-in"), ResponseCache(NoStore = true)]
internal sealed class TurnOffModel : MarketplacePage
{
    [BindProperty]
    public PasswordInput Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync()
    {
        var result = await Service<ChangeSecondFactorHandler>().TurnOff(Input.Password ?? "", Cancel);
        if (result.Ok)
            await Service<Entrance>().Renew(HttpContext, secondFactor: false);
        return Answer(result, () =>
        {
            Flash(T["2段階認証をやめました。次からはパスワードだけでサインインします。"]);
            return LocalRedirect("/account/second-factor");
        });
    }
}
