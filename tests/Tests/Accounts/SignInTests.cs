using System.Net;
using Xunit;

namespace Marketplace.Tests.Accounts;

[Trait("Kind", "Db")]
public sealed class SignInTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    [Fact]
    public async Task A_sample_person_signs_in_and_sees_for_whom_they_act()
    {
        var browser = await app.SignIn("tanto@gifu-pref.example");
        await browser.Get("/account/switch");
        Assert.Contains("岐阜県", browser.Text, StringComparison.Ordinal);
        Assert.Contains("担当者", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_person_and_a_locked_one_are_told_the_same()
    {
        var texts = new List<string>();
        foreach (var (email, password) in new[] { ("kessai@gifu-pref.example", "wrong-password-1"), ("nobody@gifu-pref.example", "wrong-password-1") })
        {
            var browser = app.Visitor();
            await browser.Get("/sign-in");
            await browser.Submit(null, ("Input.Email", email), ("Input.Password", password));
            Assert.Equal(HttpStatusCode.Conflict, browser.Status);
            texts.Add(browser.Text[browser.Text.IndexOf("メールアドレスまたは", StringComparison.Ordinal)..][..40]);
        }

        Assert.Equal(texts[0], texts[1]);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one()
    {
        var browser = app.Visitor();
        for (var i = 0; i < 5; i++)
        {
            await browser.Get("/sign-in");
            await browser.Submit(null, ("Input.Email", "kaikei@gifu-pref.example"), ("Input.Password", "wrong-password-1"));
        }

        await browser.Get("/sign-in");
        await browser.Submit(null, ("Input.Email", "kaikei@gifu-pref.example"), ("Input.Password", TestDatabase.SamplePassword));
        Assert.Equal("/sign-in", browser.Address.AbsolutePath);
    }

    [Fact]
    public async Task Signing_out_needs_a_post_with_a_token()
    {
        var browser = await app.SignIn("tanto@gifu-pref.example");
        using var forged = await browser.Raw(new HttpRequestMessage(HttpMethod.Post, "/sign-out"));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        await browser.Get("/account/switch");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_however_busy()
    {
        await using var own = new MarketplaceApp();
        await own.InitializeAsync();
        var browser = await own.SignIn("tanto@gifu-pref.example");
        for (var minutes = 20; minutes < 12 * 60; minutes += 20)
        {
            own.Time.Shift = TimeSpan.FromMinutes(minutes);
            await browser.Get("/account/switch");
            Assert.True(browser.Address.AbsolutePath is "/account/switch", $"after {minutes} minutes: {browser.Address}");
        }

        own.Time.Shift = TimeSpan.FromMinutes(12 * 60 + 1);
        await browser.Get("/account/switch");
        Assert.Equal("/sign-in", browser.Address.AbsolutePath);
    }
}
