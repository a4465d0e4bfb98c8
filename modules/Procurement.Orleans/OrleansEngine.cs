using System.Net;
using System.Net.Sockets;
using Marketplace.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;

namespace Marketplace.Procurement.Orleans;

/// <summary>Purchasing accounts on Orleans: every replica of the program is a silo; they find each other through the product's PostgreSQL.
/// Settings: Orleans:ClusterId (change it for a blue-green deployment), Orleans:SiloPort (0 takes a free one), Orleans:Address (that other replicas reach this one by;
/// loopback when missing), Orleans:AlwaysByMessage (true: also a grain on this very silo is asked by message; slower, for measuring and testing).</summary>
public sealed class OrleansEngine : IEngine
{
    /// <inheritdoc/>
    public void AddTo(IHostApplicationBuilder builder, string connectionString)
    {
        var settings = builder.Configuration.GetSection("Orleans");
        var address = AddressOf(settings["Address"]);
        var port = settings.GetValue("SiloPort", 0);
        builder.Services.AddSingleton<IAfterMigrate, ClusteringSql>();
        builder.Services.AddSingleton<SiloState>();
        builder.Services.AddSingleton(new AccountsHere(passedOver: settings.GetValue("AlwaysByMessage", false)));
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(p => p.GetRequiredService<SiloState>());
        builder.Services.AddSingleton<PostgresPurchasingAccounts>();
        builder.Services.AddSingleton<IPurchasingAccounts, OrleansPurchasingAccounts>();
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(o => (o.ServiceId, o.ClusterId) = ("marketplace", settings["ClusterId"] ?? "marketplace"));
            silo.Configure<EndpointOptions>(o =>
            {
                (o.AdvertisedIPAddress, o.SiloPort, o.GatewayPort) = (address, port > 0 ? port : FreePort(address), 0);
                o.SiloListeningEndpoint = new IPEndPoint(IPAddress.IsLoopback(address) ? address : IPAddress.Any, o.SiloPort);
            });
            silo.Configure<ClusterMembershipOptions>(o =>
            {
                // A silo that was killed alone is stale after 15 s instead of 90, so that its successor need not wait for it.
                o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
                o.DefunctSiloExpiration = TimeSpan.FromDays(1);
            });
            silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", ClusteringConnection(connectionString)));
        });
        builder.Services.AddSerializer(s => s.AddJsonSerializer(type => type.Namespace?.StartsWith("Marketplace.", StringComparison.Ordinal) == true
            && type.Assembly != typeof(OrleansEngine).Assembly));
    }

    /// <summary>The same server and credentials, in the role and schema that the clustering tables belong to; few connections, as silos ask seldom.</summary>
    private static string ClusteringConnection(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Options = "-c role=marketplace_orleans -c search_path=orleans",
        MaxPoolSize = 4,
        ApplicationName = "marketplace silo",
    }.ConnectionString;

    private static IPAddress AddressOf(string? setting) =>
        string.IsNullOrEmpty(setting) ? IPAddress.Loopback
        : IPAddress.TryParse(setting, out var address) ? address
        : throw new InvalidOperationException($"Orleans:Address is '{setting}'; it must be this replica's IP address.") { Source = "Marketplace.Procurement.Orleans" };

    private static int FreePort(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
