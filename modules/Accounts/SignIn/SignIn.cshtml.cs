using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Http;
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
        if (Input.Email.Length == 0)
            Refused((Result)Refusal.Invalid("Input.Email", "required", "メールアドレスを入力してください。"));
        if (Input.Password.Length == 0)
            Refused((Result)Refusal.Invalid("Input.Password", "required", "パスワードを入力してください。"));
        if (!ModelState.IsValid)
            return Again();
        var result = await Service<SignInPerson>().Handle(Input.Email, Input.Password, cancel);
        Input.Password = "";
        if (Refused(result))
            return Again(StatusCodes.Status409Conflict);
        return LocalRedirect(await Service<Entrance>().Enter(HttpContext, result.Value, Target));
    }

    private string Target => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/todo";
}

public sealed class SignInInput
{
    public string Email { get => field; set => field = value ?? ""; } = "";

    public string Password { get => field; set => field = value ?? ""; } = "";
}
