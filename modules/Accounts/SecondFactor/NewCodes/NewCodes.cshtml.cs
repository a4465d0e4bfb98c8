using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Marketplace.Accounts;

[Requires(Act.UseOwnAccount), EnableRateLimiting("sign-in"), ResponseCache(NoStore = true)]
internal sealed class NewCodesModel : MarketplacePage
{
    [BindProperty]
    public PasswordInput Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync() => Answer(await Service<ChangeSecondFactorHandler>().NewCodes(Input.Password ?? "", Cancel), codes =>
    {
        TempData[SecondFactorModel.CodesKey] = string.Join(' ', codes);
        return LocalRedirect("/account/second-factor");
    });
}

/// <summary>The password asked for again.</summary>
internal sealed class PasswordInput
{
    public string? Password { get; set; }
}
