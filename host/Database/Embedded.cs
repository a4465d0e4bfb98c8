using System.Security.Cryptography;
using Microsoft.Extensions.Configuration.Memory;

namespace Marketplace.Host;

/// <summary>The embedded default: one machine, one person trying the product or developing it. Private database, samples, plain HTTP on loopback.</summary>
internal static class Embedded
{
    public static async Task<PrivatePostgres> Start(WebApplicationBuilder builder, CancellationToken cancel)
    {
        var folder = builder.Configuration["Data:Folder"] ?? Path.Combine(Directory.GetCurrentDirectory(), ".data");
        var server = await PrivatePostgres.Start(folder, cancel);
        // Lowest priority: whatever somebody sets on purpose wins.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Seed:Samples"] = "true",
            ["Seed:SamplePassword"] = await SamplePassword(folder, cancel),
            ["Security:PlainHttpOnLoopback"] = "true",
            ["Embedded"] = "true",
            ["DesignPage"] = "true",
        } });
        return server;
    }

    /// <summary>One random password for all sample people of this installation, kept beside the data so that a restart can print it again.</summary>
    private static async Task<string> SamplePassword(string folder, CancellationToken cancel)
    {
        var file = Path.Combine(folder, "sample-password");
        if (!File.Exists(file))
            await File.WriteAllTextAsync(file, $"mihon-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 10)}", cancel);
        return (await File.ReadAllTextAsync(file, cancel)).Trim();
    }
}
