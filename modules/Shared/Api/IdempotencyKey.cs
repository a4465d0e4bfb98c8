using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Shared;

/// <summary>A key under which a machine asked for something; see <see cref="AnswerStore"/>, which alone reads and writes it.</summary>
[Derived]
internal sealed class IdempotencyKey
{
    public Guid OrganisationId { get; init; }
    public Guid PersonId { get; init; }
    public required string Key { get; init; }

    /// <summary>SHA-256 of the request.</summary>
    public required byte[] Request { get; init; }
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Of the answer; null while the work is under way.</summary>
    public int? Status { get; init; }
    public string? ContentType { get; init; }
    public byte[]? Answer { get; init; }

    public static void Map(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.ToTable("idempotency_key");
        builder.HasKey(k => new { k.OrganisationId, k.PersonId, k.Key });
        builder.HasIndex(k => k.StartedAt);
    }
}
