using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Accounts;

/// <summary>Random secrets that are handed out once and kept as a hash only. 256 random bits need no slow hash.</summary>
internal static class SecretText
{
    public static string New(string prefix) => prefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 over purpose and secret: a secret of one purpose is worth nothing for another.</summary>
    public static byte[] HashOf(string purpose, string secret) => SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}:{secret}"));
}
