using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Accounts;

/// <summary>A person's second factor (2段階認証; ASVS 5.0 V6.3.3): an authenticator app, and recovery codes for the day the device is gone.</summary>
internal sealed class SecondFactor
{
    private const int Codes = 10;

    private SecondFactor()
    {
    }

    public Guid PersonId { get; private init; }

    /// <summary>The key shared with the app, encrypted with the Data Protection ring (<see cref="AppKeys"/>).</summary>
    [Secret]
    public string ProtectedKey { get; private set; } = "";
    public DateTimeOffset SetUpAt { get; private set; }

    /// <summary>The newest 30-second step whose code was used: no code counts twice (ASVS 5.0 V6.5.1).</summary>
    public long LastStep { get; private set; }

    /// <summary>SHA-256 of the recovery codes not used yet. They have 120 random bits, so a plain hash will do (V6.5.2).</summary>
    [Secret]
    public string[] RecoveryHashes { get; private set; } = [];

    /// <summary>xmin of the row; two uses of one recovery code at once cannot both succeed.</summary>
    public uint Version { get; private set; }

    public static SecondFactor Of(Guid person) => new() { PersonId = person };

    /// <summary>Takes the app that showed the code of that step.</summary>
    public void Pair(string protectedKey, long step, DateTimeOffset now) => (ProtectedKey, LastStep, SetUpAt) = (protectedKey, step, now);

    /// <summary>Ten new recovery codes; the former ones end. Shown once, kept as hashes.</summary>
    public IReadOnlyList<string> NewRecoveryCodes()
    {
        var codes = Enumerable.Range(0, Codes).Select(_ => RecoveryCode.New()).ToArray();
        RecoveryHashes = [.. codes.Select(RecoveryCode.HashOf)];
        return codes;
    }

    /// <summary>Uses a recovery code up; false when it is none of those left.</summary>
    public bool UseRecoveryCode(string typed)
    {
        var hash = RecoveryCode.HashOf(typed);
        if (!RecoveryHashes.Contains(hash, StringComparer.Ordinal))
            return false;
        RecoveryHashes = [.. RecoveryHashes.Where(h => !string.Equals(h, hash, StringComparison.Ordinal))];
        return true;
    }
}

/// <summary>24 letters and digits in four groups, without those that look alike.</summary>
internal static class RecoveryCode
{
    public const int Length = 24;
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static string New() => string.Join('-', System.Security.Cryptography.RandomNumberGenerator.GetString(Letters, Length).Chunk(6).Select(c => new string(c)));

    /// <summary>However it was typed: small letters, without hyphens, with blanks.</summary>
    public static string Clean(string typed) => string.Concat(Typed.Code(typed).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));

    public static string HashOf(string code) => Convert.ToHexString(SecretText.HashOf("recovery-code", Clean(code)));
}

internal sealed class SecondFactorTable : IEntityTypeConfiguration<SecondFactor>
{
    public void Configure(EntityTypeBuilder<SecondFactor> builder)
    {
        builder.ToTable("second_factor");
        builder.HasKey(f => f.PersonId);
        builder.Property(f => f.PersonId).ValueGeneratedNever();
        builder.Property(f => f.Version).IsRowVersion();
        builder.HasOne<Person>().WithOne().HasForeignKey<SecondFactor>(f => f.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
