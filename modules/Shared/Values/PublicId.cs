using System.Security.Cryptography;

namespace Marketplace.Shared;

/// <summary>Short, unguessable names for addresses: 12 characters of an alphabet without look-alikes (60 bits).</summary>
public static class PublicId
{
    private const string Alphabet = "23456789abcdefghjkmnpqrstvwxyz";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, 12);
}
