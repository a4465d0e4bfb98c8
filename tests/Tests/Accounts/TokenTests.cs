using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Tests.Certification;
using Xunit;

namespace Marketplace.Tests.Accounts;

[Trait("Kind", "Db")]
public sealed partial class TokenTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    private const string Standing = "/api/v1/certification", WriteAddress = "/api/v1/payments/lines";

    [Fact]
    public async Task A_token_is_shown_once_works_leaves_a_trace_and_ends_when_revoked()
    {
        var vendor = await app.RegisterVendor();
        var token = await Create(app, vendor.Browser, "Seller");
        await vendor.Browser.Get("/tokens");
        Assert.DoesNotContain(token, vendor.Browser.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Call(app, HttpMethod.Get, Standing, token)).Status);
        await vendor.Browser.Get("/tokens");
        Assert.Equal(2, Times().Matches(vendor.Browser.Html).Count);
        await vendor.Browser.Get(RevokeLink().Match(vendor.Browser.Html).Value);
        await vendor.Browser.Submit(null);
        var (status, problem) = await Call(app, HttpMethod.Get, Standing, token);
        Assert.Equal((HttpStatusCode.Unauthorized, "token-required"), (status, problem));
    }

    [Fact]
    public async Task Without_a_token_with_a_wrong_one_and_with_a_wrong_role_machines_get_problem_details()
    {
        Assert.Equal((HttpStatusCode.Unauthorized, "token-required"), await Call(app, HttpMethod.Get, Standing, null));
        Assert.Equal((HttpStatusCode.Unauthorized, "token-required"), await Call(app, HttpMethod.Get, Standing, "mp_nonsense"));
        var body = await app.SignIn("admin@ogaki-city.example");
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), await Call(app, HttpMethod.Get, Standing, await Create(app, body, "Requester")));
    }

    [Fact]
    public async Task A_token_ends_with_its_last_day_and_with_its_maker()
    {
        await using var own = new MarketplaceApp();
        await own.InitializeAsync();
        var vendor = await own.RegisterVendor();
        var second = own.Visitor();
        await second.Get(await PeopleTests.Invite(vendor.Browser, "second@admin.example", "VendorAdmin"));
        await second.Submit(null, ("Input.PersonName", "甲野 副子"), ("Input.Password", VendorSteps.Password));
        var theirs = await Create(own, second, "Maker");
        Assert.Equal(HttpStatusCode.OK, (await Call(own, HttpMethod.Get, Standing, theirs)).Status);
        await vendor.Browser.Get("/people");
        var row = Rows().Matches(vendor.Browser.Html).Select(m => m.Value).Single(r => r.Contains("甲野 副子", StringComparison.Ordinal));
        await vendor.Browser.Get(RemoveLink().Match(row).Value);
        await vendor.Browser.Submit(null);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Call(own, HttpMethod.Get, Standing, theirs)).Status);

        var mine = await Create(own, vendor.Browser, "Maker", own.Today());
        Assert.Equal(HttpStatusCode.OK, (await Call(own, HttpMethod.Get, Standing, mine)).Status);
        own.Time.Shift = TimeSpan.FromDays(1);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Call(own, HttpMethod.Get, Standing, mine)).Status);
    }

    [Fact]
    public async Task A_session_may_read_the_api_but_never_write_there()
    {
        var browser = await app.SignIn("hanbai@mihon-gyosei.example");
        using var read = await browser.Raw(new HttpRequestMessage(HttpMethod.Get, Standing));
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using var write = await browser.Raw(new HttpRequestMessage(HttpMethod.Post, WriteAddress) { Content = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json")) });
        Assert.Equal(HttpStatusCode.Unauthorized, write.StatusCode);
        Assert.Equal("application/problem+json", write.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_token_opens_no_page()
    {
        var vendor = await app.RegisterVendor();
        var token = await Create(app, vendor.Browser, "Seller");
        var browser = app.Visitor();
        var request = new HttpRequestMessage(HttpMethod.Get, "/certification");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await browser.Raw(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Administrators_roles_and_longer_than_a_year_are_refused()
    {
        var vendor = await app.RegisterVendor();
        await vendor.Browser.Get("/tokens/new");
        await vendor.Browser.Submit(null, ("Input.Name", "連携"), ("Input.Role", "VendorAdmin"), ("Input.LastDay", VendorSteps.Day(app.Today().AddYears(1).AddDays(1))));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, vendor.Browser.Status);
        Assert.Contains("役割を選んでください", vendor.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("1年以内", vendor.Browser.Text, StringComparison.Ordinal);
    }

    private static async Task<string> Create(MarketplaceApp app, Browser admin, string role, DateOnly? lastDay = null)
    {
        await admin.Get("/tokens/new");
        await admin.Submit(null, ("Input.Name", "財務会計連携"), ("Input.Role", role), ("Input.LastDay", VendorSteps.Day(lastDay ?? app.Today().AddMonths(1))));
        return TokenShown().Match(admin.Html).Groups[1].Value;
    }

    private static async Task<(HttpStatusCode Status, string? Code)> Call(MarketplaceApp app, HttpMethod method, string url, string? token)
    {
        var request = new HttpRequestMessage(method, url);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await app.Visitor().Raw(request);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, json.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    [GeneratedRegex("<code>(mp_[^<]+)</code>")]
    private static partial Regex TokenShown();

    [GeneratedRegex("/tokens/[0-9a-z]{12}/revoke")]
    private static partial Regex RevokeLink();

    [GeneratedRegex("/people/[0-9a-z]{12}/remove")]
    private static partial Regex RemoveLink();

    [GeneratedRegex("<time class=\"m-date\"")]
    private static partial Regex Times();

    [GeneratedRegex("<tr\\b.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Rows();
}
