using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Catalog.Search.Cluster;

/// <summary>The same contract with the index on a cluster. That the cluster answered, and not PostgreSQL in its place, is checked each time.</summary>
public sealed class ClusterIndexTests(ClusterApp app) : CatalogueIndexContract(app), IClassFixture<ClusterApp>
{
    protected override async Task<CatalogueResults> Search(CatalogueQuery query)
    {
        await app.CatchUp();
        var results = await app.Inside(s => s.GetRequiredService<ICatalogueIndex>().Search(query, default));
        Assert.Equal([], app.Double.Faults);
        Assert.Null(app.Services.GetRequiredService<StandIns>().Of("Search"));
        return results;
    }
}

/// <inheritdoc cref="CountsContract"/>
public sealed class ClusterCountsTests(ClusterApp app) : CountsContract(app), IClassFixture<ClusterApp>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await app.CatchUp();

    public ValueTask DisposeAsync()
    {
        Assert.Equal([], app.Double.Faults);
        Assert.Null(app.Services.GetRequiredService<StandIns>().Of("Search"));
        return ValueTask.CompletedTask;
    }
}
