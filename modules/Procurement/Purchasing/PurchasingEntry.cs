using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Procurement;

/// <summary>One command in an account's journal: what came of it, and the hash that ties it to the entry before. Never changed (trigger).</summary>
[Derived]
internal sealed class PurchasingEntry
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Stands before the first entry of every account.</summary>
    public static readonly byte[] Genesis = new byte[32];

    public required LocalGovernmentCode Body { get; init; }

    /// <summary>1, 2, 3 … without gaps.</summary>
    public required long Version { get; init; }
    public required Guid OperationId { get; init; }

    /// <summary>Name of the command's record.</summary>
    public required string Kind { get; init; }

    /// <summary>JSON array of <see cref="PurchasingEvent"/>. Kept as the very text that was hashed, hence not jsonb.</summary>
    public required string Events { get; init; }
    public required string By { get; init; }
    public required DateOnly On { get; init; }

    /// <summary>When it was decided, in whole microseconds as PostgreSQL keeps them.</summary>
    public required DateTimeOffset At { get; init; }
    public required byte[] PreviousHash { get; init; }
    public required byte[] Hash { get; init; }

    public static PurchasingEntry Next(
        LocalGovernmentCode body, long version, byte[] previousHash, PurchasingCommand command, PurchasingEvent[] events, DateTimeOffset now)
    {
        var entry = new PurchasingEntry
        {
            Body = body,
            Version = version,
            OperationId = command.OperationId,
            Kind = command.GetType().Name,
            Events = JsonSerializer.Serialize(events, Json),
            By = command.By,
            On = command.On,
            At = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero),
            PreviousHash = previousHash,
            Hash = new byte[32],
        };
        entry.ContentHash().CopyTo(entry.Hash, 0);
        return entry;
    }

    public PurchasingEvent[] ReadEvents() => JsonSerializer.Deserialize<PurchasingEvent[]>(Events, Json)!;

    /// <summary>SHA-256 over the previous hash and every field, each with its length so that no two entries can read the same.</summary>
    public byte[] ContentHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(PreviousHash);
        Span<byte> length = stackalloc byte[4];
        foreach (var field in (string[])
            [
                Body.ToString(), Version.ToString(CultureInfo.InvariantCulture), OperationId.ToString(), Kind, Events, By,
                On.ToString("O", CultureInfo.InvariantCulture), At.UtcTicks.ToString(CultureInfo.InvariantCulture),
            ])
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}

internal sealed class PurchasingEntryTable : IEntityTypeConfiguration<PurchasingEntry>
{
    public void Configure(EntityTypeBuilder<PurchasingEntry> builder)
    {
        builder.ToTable("purchasing_journal", t => t.HasCheckConstraint(
            "ck_purchasing_journal_entry", "version > 0 and octet_length(hash) = 32 and octet_length(previous_hash) = 32"));
        builder.HasKey(e => new { e.Body, e.Version }).HasName("pk_purchasing_journal");
        builder.HasIndex(e => new { e.Body, e.OperationId }).IsUnique().HasDatabaseName("ux_purchasing_journal_operation");
        builder.Property(e => e.Body).HasMaxLength(6).IsFixedLength(false);
        builder.Property(e => e.Events).HasColumnType("json");
    }
}
