using System.Text.RegularExpressions;
using Xunit;

namespace Marketplace.Tests.Catalog.Browse;

/// <summary>Pages that are kept for visitors: the same text for all, but each with its own nonce and form token; never for those who are signed in.</summary>
[Trait("Kind", "Db")]
public sealed partial class VisitorPagesTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/services?q=文書")]
    [InlineData("/vendors")]
    public async Task Two_visitors_get_the_same_page_with_nonce_and_token_of_their_own(string url)
    {
        var (first, second) = (app.Visitor(), app.Visitor());
        await first.Get(url);
        await second.Get(url);
        Assert.NotEqual(Nonce().Match(first.Html).Value, Nonce().Match(second.Html).Value);
        Assert.NotEqual(Token().Match(first.Html).Value, Token().Match(second.Html).Value);
        Assert.Equal(Own(first.Html), Own(second.Html));
        // The second one's token belongs to its own cookie: its form is taken.
        await second.Submit("/language", ("language", "en"));
        Assert.Contains("lang=\"en\"", second.Html, StringComparison.Ordinal);
        await first.Get(url);
        Assert.Contains("lang=\"ja\"", first.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_nonce_of_the_page_is_that_of_its_policy()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            using var response = await app.Visitor().Raw(new HttpRequestMessage(HttpMethod.Get, new Uri("https://localhost/services")));
            var html = await response.Content.ReadAsStringAsync();
            Assert.Contains($"'nonce-{Nonce().Match(html).Groups[1].Value}'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_is_signed_in_or_was_told_something_gets_a_page_of_their_own()
    {
        await app.Visitor().Get("/services");
        var clerk = await app.SignIn("tanto@gifu-pref.example");
        Assert.Contains("岐阜県", (await clerk.Get("/services")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("岐阜県・", (await app.Visitor().Get("/services")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_told_with_the_site_around_it()
    {
        var visitor = await app.Visitor().Get("/services?p=9999");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, visitor.Status);
        Assert.Contains("site-header", visitor.Html, StringComparison.Ordinal);
    }

    private static string Own(string html) => Token().Replace(Nonce().Replace(html, ""), "");

    [GeneratedRegex("nonce=\"([^\"]+)\"")]
    private static partial Regex Nonce();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
