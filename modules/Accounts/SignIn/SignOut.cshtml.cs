using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Accounts;

/// <summary>Signs out, by POST only: a link or an image elsewhere must not be able to do it.</summary>
[Requires(Act.SignIn)]
public sealed class SignOutModel : MarketplacePage
{
    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync(Session.Scheme);
        return LocalRedirect("/");
    }
}
