using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Marketplace.Host;
using Marketplace.Shared;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Shared;

/// <summary>The Data Protection ring in the database, encrypted with a certificate that is rotated.</summary>
[Trait("Kind", "Db")]
public sealed class KeyRingTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("marketplace-certificates").FullName;
    private string connection = "";

    public async ValueTask InitializeAsync() => connection = await TestDatabase.Create(seeded: false);

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        await TestDatabase.Drop(connection);
    }

    [Fact]
    public async Task Keys_are_unreadable_in_the_database_and_outlive_a_rotation()
    {
        var (first, second) = (Certificate("first"), Certificate("second"));
        string sealedText;
        await using (var before = Ring(first))
            sealedText = Protector(before).Protect("本人");
        Assert.DoesNotContain("<value>", await Stored(), StringComparison.Ordinal);
        Assert.Contains("EncryptedKey", await Stored(), StringComparison.Ordinal);

        await using (var after = Ring(second, first))
            Assert.Equal("本人", Protector(after).Unprotect(sealedText));
        await using var stranger = Ring(second);
        Assert.ThrowsAny<CryptographicException>(() => Protector(stranger).Unprotect(sealedText));
    }

    [Fact]
    public void A_wrong_password_or_missing_file_says_which_setting()
    {
        var file = Certificate("third");
        foreach (var (path, password) in new[] { (file, "wrong"), (file + "x", "secret") })
        {
            var refused = Assert.Throws<InvalidOperationException>(() => new CertificateFile { Path = path, Password = password }.Load("DataProtection:Certificate"));
            Assert.Contains("DataProtection:Certificate", refused.Message, StringComparison.Ordinal);
        }
    }

    private ServiceProvider Ring(string certificate, string? older = null)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["DataProtection:Certificate:Path"] = certificate, ["DataProtection:Certificate:Password"] = "secret" };
        if (older is not null)
            (settings["DataProtection:OlderCertificates:0:Path"], settings["DataProtection:OlderCertificates:0:Password"]) = (older, "secret");
        var services = new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.None)).AddShared(connection);
        services.AddKeyRing(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return services.BuildServiceProvider();
    }

    private static IDataProtector Protector(IServiceProvider services) => services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private async Task<string> Stored()
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("select string_agg(xml, '') from shared.protection_keys");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private string Certificate(string name)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        var file = Path.Combine(folder, name + ".pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, "secret"));
        return file;
    }
}
