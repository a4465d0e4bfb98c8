using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Operator;

[Trait("Kind", "Db")]
public sealed class StatusTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    [Fact]
    public async Task The_operator_sees_that_the_built_in_engine_stood_in()
    {
        var auditor = await app.SignIn("kansa@operator.example");
        Assert.DoesNotContain("代わりに答えました", (await auditor.Get("/status")).Text, StringComparison.Ordinal);
        app.Services.GetRequiredService<StandIns>().Happened("Purchasing");
        app.Services.GetRequiredService<StandIns>().Happened("Purchasing");
        Assert.Contains("2回、組み込みのエンジンが代わりに答えました", (await auditor.Get("/status")).Text, StringComparison.Ordinal);
    }
}
