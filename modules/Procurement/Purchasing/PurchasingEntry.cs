using System.Buffers;
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

    /// <summary>What the command belonged to ("Contract/0198…"); null for the budget's own moves.</summary>
    public string? About { get; init; }

    /// <summary>The smallest figure in yen of the lines it touched, after it. The database refuses one below zero, whatever the program thought.</summary>
    public long Least { get; init; }

    /// <summary>The entry that follows a state.</summary>
    public static PurchasingEntry Next(
        LocalGovernmentCode body, long version, byte[] previousHash, PurchasingCommand command, PurchasingEvent[] events, DateTimeOffset now, Money least = default)
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
            About = command.About is { } about ? $"{about.Kind}/{about.Id:D}" : null,
            Least = least.Yen,
        };
        entry.ContentHash().CopyTo(entry.Hash, 0);
        return entry;
    }

    public PurchasingEvent[] ReadEvents() => JsonSerializer.Deserialize<PurchasingEvent[]>(Events, Json)!;

    /// <summary>SHA-256 over the previous hash and every field, each with its length so that no two entries can read the same.
    /// <see cref="Least"/> follows from the entries and is left out.</summary>
    public byte[] ContentHash()
    {
        string[] texts = [Kind, Events, By, About ?? ""];
        var buffer = ArrayPool<byte>.Shared.Rent(PreviousHash.Length + texts.Sum(t => 4 + Encoding.UTF8.GetMaxByteCount(t.Length)) + 256);
        PreviousHash.CopyTo(buffer, 0);
        var end = PreviousHash.Length;
        Text(Body.ToString());
        Value(Version);
        Value(OperationId);
        Text(Kind);
        Text(Events);
        Text(By);
        Value(On, "O");
        Value(At.UtcTicks);
        if (About is not null)
            Text(About);
        var hash = SHA256.HashData(buffer.AsSpan(0, end));
        ArrayPool<byte>.Shared.Return(buffer);
        return hash;

        void Text(string field) => Sized(Encoding.UTF8.GetBytes(field, buffer.AsSpan(end + 4)));

        void Value<T>(T field, ReadOnlySpan<char> format = default)
            where T : IUtf8SpanFormattable
        {
            // Fits always: numbers, dates and ids are short.
            field.TryFormat(buffer.AsSpan(end + 4), out var length, format, CultureInfo.InvariantCulture);
            Sized(length);
        }

        void Sized(int length)
        {
            BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(end), length);
            end += 4 + length;
        }
    }
}

internal sealed class PurchasingEntryTable : IEntityTypeConfiguration<PurchasingEntry>
{
    public void Configure(EntityTypeBuilder<PurchasingEntry> builder)
    {
        builder.ToTable("purchasing_journal", t => t.HasCheckConstraint(
            "ck_purchasing_journal_entry", "version > 0 and octet_length(hash) = 32 and octet_length(previous_hash) = 32 and least >= 0"));
        builder.HasKey(e => new { e.Body, e.Version }).HasName("pk_purchasing_journal");
        // The operation first: most ids are of version 7 and of this moment, so entries of all accounts go to the same few pages of the index.
        builder.HasIndex(e => new { e.OperationId, e.Body }).IsUnique().HasDatabaseName("ux_purchasing_journal_operation");
        // Digits: compared as bytes, which the index does for every entry.
        builder.Property(e => e.Body).HasMaxLength(6).IsFixedLength(false).UseCollation("C");
        builder.Property(e => e.Events).HasColumnType("json");
        builder.HasIndex(e => new { e.Body, e.About }).HasFilter("about is not null").HasDatabaseName("ix_purchasing_journal_about");
    }
}
