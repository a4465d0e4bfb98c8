using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Marketplace.Accounts;

/// <summary>Registers a vendor; who is signed in already registers a further one under the same account.</summary>
[Requires(Act.RegisterVendor), EnableRateLimiting("sign-in"), ResponseCache(NoStore = true)]
internal sealed class RegisterModel : MarketplacePage
{
    [BindProperty]
    public RegisterInput Input { get; set; } = new();

    public IReadOnlyList<Option> Prefectures { get; private set; } = [];

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostAsync()
    {
        var result = await Service<RegisterVendorHandler>().Handle(Input.Command(Actor.IsSignedIn), Cancel);
        var next = result.Ok ? await Service<Entrance>().Enter(HttpContext, result.Value, "/certification") : "";
        return await Answer(result, _ =>
        {
            Flash(T["事業者の登録が済みました。次は、認証の申請に必要な内容を入力してください。"]);
            return LocalRedirect(next);
        }, Load);
    }

    private async Task Load() => Prefectures = [.. (await Service<AccountsDbContext>().Names(Cancel)).Select(p => new Option(p, p))];
}

internal sealed class RegisterInput
{
    public Guid Id { get; set; }
    public string? Name { get; set; }
    public string? Kana { get; set; }
    public string? CorporateNumber { get; set; }
    public string? Prefecture { get; set; }
    public string? Address { get; set; }
    public string? PersonName { get; set; }
    public string? Email { get; set; }
    public string? Password { get; set; }
    public bool Agreed { get; set; }

    public RegisterVendor Command(bool signedIn) => new(
        Id == Guid.Empty ? Guid.CreateVersion7() : Id, new CompanyForm(Name ?? "", Kana ?? "", CorporateNumber ?? "", Prefecture ?? "", Address ?? ""), Agreed,
        signedIn ? null : new Credentials(Email ?? "", PersonName ?? "", Password ?? ""));
}
