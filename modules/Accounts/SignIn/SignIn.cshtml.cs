using System.ComponentModel.DataAnnotations;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Marketplace.Accounts;

[Requires(Act.SignIn)]
[EnableRateLimiting("sign-in")]
public sealed class SignInModel : MarketplacePage
{
    [BindProperty]
    public SignInInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => Actor.IsSignedIn ? LocalRedirect(Target) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
            return Page();
        var result = await Get<SignInPerson>().Handle(Input.Email, Input.Password, cancel);
        Input.Password = "";
        if (Refused(result))
            return Page();
        await HttpContext.SignInAsync(Session.Scheme, Session.PrincipalOf(result.Value), Session.Begin(Get<TimeProvider>().GetUtcNow()));
        return LocalRedirect(Target);
    }

    private string Target => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/todo";
}

public sealed class SignInInput
{
    [Required(ErrorMessage = "メールアドレスを入力してください。")]
    [StringLength(254)]
    public string Email { get; set; } = "";

    [Required(ErrorMessage = "パスワードを入力してください。")]
    [StringLength(200)]
    public string Password { get; set; } = "";
}
