using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Marketplace.Accounts;

[Requires(Act.UseOwnAccount), EnableRateLimiting("sign-in"), ResponseCache(NoStore = true)]
internal sealed class ChangePasswordModel : MarketplacePage
{
    [BindProperty]
    public ChangePasswordInput Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync()
    {
        var result = await Service<ChangePasswordHandler>().Handle(new ChangePassword(Input.Current ?? "", Input.Next ?? ""));
        if (result.Ok)
            await Service<Entrance>().Renew(HttpContext, Session.HasSecondFactor((await HttpContext.AuthenticateAsync(Session.Scheme)).Properties));
        return Answer(result, () =>
        {
            Flash(T["パスワードを変更しました。ほかの端末でのサインインは、1分以内に終わります。"]);
            return LocalRedirect("/account");
        });
    }
}

internal sealed class ChangePasswordInput
{
    public string? Current { get; set; }
    public string? Next { get; set; }
}
