using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace Marketplace.Host;

/// <summary>A certificate file (PKCS #12) and its password; give the password by environment or secret store.</summary>
internal sealed class CertificateFile
{
    public string? Path { get; set; }
    public string? Password { get; set; }

    /// <exception cref="InvalidOperationException">The file is missing, its password wrong, or it has no private key; the message says which setting.</exception>
    public X509Certificate2 Load(string setting)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(Path!, Password);
            return certificate.HasPrivateKey ? certificate : throw new CryptographicException("It has no private key.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{setting}: the certificate {Path} cannot be used. {e.Message}", e) { Source = "Marketplace.Host" };
        }
    }
}

/// <summary>Section "DataProtection": the key ring that protects cookies, forms, and the authenticator apps' keys lies in the database, encrypted with <see cref="Certificate"/>.</summary>
internal sealed class KeyRingOptions
{
    /// <summary>Encrypts new keys, and decrypts.</summary>
    public CertificateFile? Certificate { get; set; }

    /// <summary>Former certificates, which only decrypt: for a rotation put the old one here and the new one above. Keep each for as long as something it protects is in use.</summary>
    public IList<CertificateFile> OlderCertificates { get; } = [];
}

internal static class KeyRing
{
    public static void AddKeyRing(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("DataProtection").Get<KeyRingOptions>() ?? new KeyRingOptions();
        var ring = services.AddDataProtection().SetApplicationName("marketplace");
        if (options.Certificate?.Path is { Length: > 0 })
            ring.ProtectKeysWithCertificate(options.Certificate.Load("DataProtection:Certificate"));
        if (options.OlderCertificates.Count > 0)
            ring.UnprotectKeysWithAnyCertificate([.. options.OlderCertificates.Select(c => c.Load("DataProtection:OlderCertificates"))]);
    }

    /// <summary>Says at the start of a production server that whoever reads the database can forge sessions.</summary>
    public static void WarnIfPlain(WebApplication app)
    {
        if (app.Environment.IsProduction() && !app.Configuration.GetValue("Embedded", false) && string.IsNullOrEmpty(app.Configuration["DataProtection:Certificate:Path"]))
            app.Logger.LogWarning("The Data Protection keys lie in the database unencrypted: who reads it can forge sessions and read authenticator keys. Set DataProtection__Certificate__Path and __Password (PKCS #12).");
    }
}
