using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

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
            await StaySignedIn();
        return Answer(result, () =>
        {
            Flash(T["パスワードを変更しました。ほかの端末でのサインインは、1分以内に終わります。"]);
            return LocalRedirect("/account");
        });
    }

    /// <summary>This session takes the new stamp; the others do not have it.</summary>
    private async Task StaySignedIn()
    {
        var id = Session.MembershipOf(User);
        var membership = await Service<AccountsDbContext>().Memberships.AsNoTracking().Include(m => m.Person).Include(m => m.Organisation).SingleAsync(m => m.Id == id, Cancel);
        var former = (await HttpContext.AuthenticateAsync(Session.Scheme)).Properties;
        await HttpContext.SignInAsync(Session.Scheme, Session.PrincipalOf(membership), Session.Continue(former, Service<TimeProvider>().GetUtcNow()));
    }
}

internal sealed class ChangePasswordInput
{
    public string? Current { get; set; }
    public string? Next { get; set; }
}
