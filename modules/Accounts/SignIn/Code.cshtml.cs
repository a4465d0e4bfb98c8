using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Marketplace.Accounts;

/// <summary>The second step of signing in.</summary>
[Requires(Act.SignIn), EnableRateLimiting("sign-in"), ResponseCache(NoStore = true)]
internal sealed class CodeModel : MarketplacePage
{
    [BindProperty]
    public CodeInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync() => await Service<Entrance>().Waiting(HttpContext) is null ? LocalRedirect("/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await Service<Entrance>().Waiting(HttpContext) is not var (membership, target))
        {
            Flash(T["時間が経ったため、もう一度サインインしてください。"]);
            return LocalRedirect("/sign-in");
        }

        var result = await Service<CheckCodeHandler>().Handle(membership.Person, Input.Code ?? "", Cancel);
        if (result.Ok)
            await Service<Entrance>().Pass(HttpContext, membership);
        return Answer(result, codesLeft =>
        {
            if (codesLeft is not null)
                Flash(T["回復コードを1つ使いました。残りは{0}個です。「アカウント」の画面で新しい回復コードを作れます。", codesLeft]);
            return LocalRedirect(target);
        });
    }
}

internal sealed class CodeInput
{
    public string? Code { get; set; }
}
