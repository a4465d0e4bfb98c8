using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Catalog.Elasticsearch;

/// <summary>The catalogue's index on an Elasticsearch 8 cluster with the plug-in analysis-kuromoji. PostgreSQL keeps the built-in index all the same: the cluster follows it,
/// and searches fall back to it while the cluster is away (docs/decisions/0022).
/// Settings: Elasticsearch:Addresses (one or more, separated by commas; required), Elasticsearch:ApiKey or Elasticsearch:User and Elasticsearch:Password,
/// Elasticsearch:Fingerprint (SHA-256 of a certificate that no known authority signed), Elasticsearch:Index (the alias and beginning of the indexes' names; "marketplace-offers").</summary>
public sealed class ElasticsearchEngine : IEngine
{
    /// <inheritdoc/>
    public void AddTo(IHostApplicationBuilder builder, string connectionString)
    {
        var cluster = new Cluster(ClusterSettings.Read(builder.Configuration.GetSection("Elasticsearch")));
        builder.Services.AddSingleton(cluster);
        builder.Services.AddSingleton<ClusterIndex>();
        builder.Services.AddSingleton<OfferDocuments>();
        builder.Services.AddSingleton<ClusterFollower>();
        builder.Services.AddHostedService(p => p.GetRequiredService<ClusterFollower>());
        builder.Services.AddScoped<PostgresCatalogueIndex>();
        builder.Services.AddScoped<ICatalogueIndex, ElasticsearchCatalogueIndex>();
    }
}

/// <summary>Where the cluster is.</summary>
internal sealed record ClusterSettings(IReadOnlyList<Uri> Addresses, string? ApiKey, string? User, string? Password, string? Fingerprint, string Alias)
{
    public static ClusterSettings Read(IConfigurationSection section)
    {
        var addresses = (section["Addresses"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.Length == 0 || !addresses.All(a => Uri.TryCreate(a, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
            throw Wrong("Elasticsearch:Addresses must name at least one address such as https://es1.example:9200.");
        if (section["User"] is { Length: > 0 } != section["Password"] is { Length: > 0 })
            throw Wrong("Elasticsearch:User and Elasticsearch:Password go together.");
        var alias = section["Index"] is { Length: > 0 } name ? name : "marketplace-offers";
        if (alias.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')) || alias[0] == '-')
            throw Wrong("Elasticsearch:Index may hold small letters, digits and hyphens.");
        return new ClusterSettings([.. addresses.Select(a => new Uri(a))], section["ApiKey"], section["User"], section["Password"], section["Fingerprint"], alias);
    }

    private static InvalidOperationException Wrong(string message) => new(message) { Source = "Marketplace.Catalog.Elasticsearch" };
}
