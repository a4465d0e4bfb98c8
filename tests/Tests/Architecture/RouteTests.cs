using System.Net;
using Marketplace.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>Walks every route as every role and compares with the policy table. What a role may not do is 403 (visitors are sent to sign in; the API says 401);
/// what it may do is anything else, usually 404 here because the ids are made up.</summary>
[Trait("Kind", "Db")]
public sealed class RouteTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    /// <summary>A sample person for each role, and the organisation whose role it is where they have several.</summary>
    public static TheoryData<Role, string?> People => new()
    {
        { Role.Visitor, null },
        { Role.Requester, "tanto@gifu-pref.example" },
        { Role.Approver, "kessai@gifu-pref.example" },
        { Role.Accountant, "kaikei@gifu-pref.example" },
        { Role.BodyAdmin, "admin@gifu-pref.example" },
        { Role.Maker, "kaihatsu@mihon-gyosei.example" },
        { Role.Seller, "hanbai@mihon-gyosei.example" },
        { Role.VendorAdmin, "admin@mihon-gyosei.example" },
        { Role.Reviewer, "shinsa@operator.example" },
        { Role.Finance, "keiri@operator.example" },
        { Role.Support, "support@operator.example" },
        { Role.Auditor, "kansa@operator.example" },
        { Role.OperatorAdmin, "admin@operator.example" },
    };

    [Fact]
    public void Every_route_declares_its_act()
    {
        var silent = Endpoints().Where(e => e.Metadata.GetMetadata<RequiresAttribute>() is null).Select(e => e.RoutePattern.RawText);
        Assert.Empty(silent);
        Assert.True(Endpoints().Count() > 80, $"{Endpoints().Count()} routes");
    }

    [Fact]
    public void Every_act_is_in_the_table_and_somebody_may_do_it() =>
        Assert.Empty(Enum.GetValues<Act>().Where(act => !Enum.GetValues<Role>().Any(role => PolicyTable.May(role, act))));

    [Theory]
    [MemberData(nameof(People))]
    public async Task A_role_gets_exactly_what_the_table_gives_it(Role role, string? email)
    {
        var browser = email is null ? app.Visitor() : await app.SignIn(email);
        var wrong = new List<string>();
        foreach (var endpoint in Endpoints())
        {
            var act = endpoint.Metadata.GetMetadata<RequiresAttribute>()!.Act;
            var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } declared ? declared : ["GET"];
            if (!methods.Contains("GET", StringComparer.Ordinal))
                continue;
            var url = Url(endpoint);
            using var response = await browser.Raw(new HttpRequestMessage(HttpMethod.Get, url));
            var refused = response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized
                || (response.StatusCode is HttpStatusCode.Redirect && response.Headers.Location!.OriginalString.Contains("/sign-in", StringComparison.Ordinal) && !url.StartsWith("/sign-", StringComparison.Ordinal)
                    // Belongs to the way in as well: without a password shown before, one is asked for it.
                    && url is not "/account/second-factor/set-up");
            if (refused == PolicyTable.May(role, act))
                wrong.Add($"{url} needs {act}: {(int)response.StatusCode}");
            if ((int)response.StatusCode >= 500)
                wrong.Add($"{url}: {(int)response.StatusCode}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(null, "/nothing")]
    [InlineData(null, "/services/nothing/at/all")]
    [InlineData(null, "/nothing.php")]
    [InlineData("tanto@gifu-pref.example", "/nothing")]
    public async Task An_address_that_is_none_is_said_to_be_none(string? email, string address)
    {
        var browser = email is null ? app.Visitor() : await app.SignIn(email);
        using var response = await browser.Raw(new HttpRequestMessage(HttpMethod.Get, address));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("<h1>ページが見つかりません", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_without_a_token_against_forgery_or_a_bearer_token_do_nothing()
    {
        var browser = await app.SignIn("tanto@gifu-pref.example");
        var through = new List<string>();
        foreach (var url in Endpoints().Select(Url).Distinct(StringComparer.Ordinal))
        {
            using var response = await browser.Raw(new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent([]) });
            if ((int)response.StatusCode is >= 200 and < 300 or >= 500)
                through.Add($"{url}: {(int)response.StatusCode}");
        }

        Assert.Empty(through);
    }

    private IEnumerable<RouteEndpoint> Endpoints() =>
        app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is { } text && !text.Contains('.', StringComparison.Ordinal) && !text.StartsWith("error", StringComparison.Ordinal)
                && !text.StartsWith("{**", StringComparison.Ordinal));

    /// <summary>The route with made-up values in its places.</summary>
    private static string Url(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "year" } => "2026",
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "line" } => "02-01-05-13",
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { ParameterPolicies: var policies } when policies.Any(p => string.Equals(p.Content, "guid", StringComparison.Ordinal)) => Guid.Empty.ToString(),
        _ => "222222222222",
    }))));
}
