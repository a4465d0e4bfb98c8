using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Catalog;

/// <summary>Keys and addresses made from names, the same each time, so that seeding twice meets what is there.</summary>
internal static class SeedKeys
{
    private const string Alphabet = "23456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A UUID (version 8, RFC 9562) from the name's SHA-256.</summary>
    public static Guid Id(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes("id/" + name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    public static string Address(string name) =>
        string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes("address/" + name)).Take(12).Select(b => Alphabet[b % Alphabet.Length]));
}
