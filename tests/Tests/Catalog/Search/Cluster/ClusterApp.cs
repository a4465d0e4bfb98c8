using Marketplace.Catalog.Elasticsearch;
using Marketplace.Catalog.Search;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marketplace.Tests.Catalog.Search.Cluster;

/// <summary>The program with its index on a cluster: a real one where Elasticsearch__Addresses names it, otherwise the double.</summary>
public sealed class ClusterApp : MarketplaceApp
{
    private static readonly string? Real = Environment.GetEnvironmentVariable("Elasticsearch__Addresses");

    internal ClusterDouble Double { get; private set; } = null!;

    public static bool IsReal => Real is { Length: > 0 };

    public override async ValueTask InitializeAsync()
    {
        Double = await ClusterDouble.Start();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Double.DisposeAsync();
    }

    /// <summary>Brings the cluster, and what is kept in memory, up to date.</summary>
    internal async Task CatchUp()
    {
        var columns = await Services.GetRequiredService<ColumnsFeed>().Refresh(default);
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        var until = DateTime.UtcNow.AddSeconds(20);
        // The program's own follower may be at it just now.
        while (await Services.GetRequiredService<ClusterIndex>().Followed(default) is not { } followed || followed < columns.Position)
        {
            if (DateTime.UtcNow > until)
                throw new TimeoutException("The cluster does not follow.");
            await Services.GetRequiredService<ClusterFollower>().CatchUp(default);
            await Task.Delay(20);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Engines:Search", "Elasticsearch");
        builder.UseSetting("Elasticsearch:Addresses", IsReal ? Real : Double.Address);
        builder.UseSetting("Elasticsearch:Index", $"test-{Guid.NewGuid():N}");
    }
}
