using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Accounts;

/// <summary>Time-based one-time passwords as authenticator apps make them: RFC 6238 with SHA-1, 30 seconds, six digits (what all apps can do).</summary>
internal static class Totp
{
    public const int Digits = 6;
    private const int StepSeconds = 30;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(20);

    public static long StepOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    public static string CodeOf(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 6238's HMAC-SHA-1: what is weak in SHA-1 (collisions) does not matter in an HMAC, and apps know nothing else.
        HMACSHA1.HashData(key, counter, mac);
#pragma warning restore CA5350
        // RFC 4226, section 5.3: four bytes at the place that the last half-byte names, without the sign.
        var number = (BinaryPrimitives.ReadInt32BigEndian(mac[(mac[19] & 0xf)..]) & int.MaxValue) % 1_000_000;
        return number.ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The newest step whose code this is: the present one, the one before or the one after, because clocks differ (RFC 6238, 5.2). Null when it is none.</summary>
    public static long? Match(byte[] key, string typed, DateTimeOffset now)
    {
        var bytes = Encoding.UTF8.GetBytes(typed);
        long? match = null;
        for (var step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(bytes, Encoding.UTF8.GetBytes(CodeOf(key, step))))
                match = step;
        }

        return match;
    }

    /// <summary>RFC 4648 base 32 without padding; how apps take a key that is typed in.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var text = new StringBuilder();
        int bits = 0, held = 0;
        foreach (var b in bytes)
        {
            held = (held << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(letters[(held >> (bits - 5)) & 31]);
            held &= (1 << bits) - 1;
        }

        return bits == 0 ? text.ToString() : text.Append(letters[(held << (5 - bits)) & 31]).ToString();
    }

    /// <summary>The address in the QR code (Key Uri Format, which all apps read). Short, so that the code is coarse: what is the format's default is left out.</summary>
    public static string Uri(string issuer, string account, byte[] key) =>
        $"otpauth://totp/{System.Uri.EscapeDataString(account)}?secret={Base32(key)}&issuer={System.Uri.EscapeDataString(issuer)}";
}
