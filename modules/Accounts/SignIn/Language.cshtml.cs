using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Accounts;

/// <summary>Keeps the language of the pages in a cookie, for a year.</summary>
[Requires(Act.SignIn)]
public sealed class LanguageModel : MarketplacePage
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnPost(string? language)
    {
        var culture = string.Equals(language, "en", StringComparison.Ordinal) ? "en" : "ja";
        Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
            new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, Secure = Request.IsHttps, SameSite = SameSiteMode.Lax, IsEssential = true });
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }
}
