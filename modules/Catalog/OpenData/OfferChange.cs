using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Catalog.OpenData;

/// <summary>An offer was published, published anew or withdrawn: a line of the public change feed, written in the commit that did it.
/// Sequence numbers are drawn before the commit, so a reader who remembers the highest one it saw could miss a lower one whose commit came later. Each line therefore keeps the
/// transaction that wrote it, and <see cref="ReadChanges"/> hands out only those below the oldest transaction that still runs: what they sort before is all there.</summary>
[Derived]
internal sealed class OfferChange
{
    private OfferChange()
    {
    }

    public long Sequence { get; private set; }

    /// <summary>pg_current_xact_id() of the writer, set by the database.</summary>
    public ulong Transaction { get; private set; }
    public Guid OfferId { get; private set; }
    public string PublicId { get; private set; } = "";

    /// <summary>Of the offer; grows with every change of it.</summary>
    public int Version { get; private set; }

    /// <summary>It left the catalogue; otherwise it was published.</summary>
    public bool Withdrawn { get; private set; }

    /// <summary>SHA-256 of what was published; null for a withdrawal.</summary>
    public string? ContentHash { get; private set; }
    public DateTimeOffset At { get; private set; }

    public static OfferChange Of(PublishedOffer offer) => new()
    {
        OfferId = offer.OfferId, PublicId = offer.PublicId, Version = offer.Version, Withdrawn = offer.WithdrawnAt is not null,
        ContentHash = offer.WithdrawnAt is null ? offer.Snapshot.ContentHash : null, At = offer.WithdrawnAt ?? offer.PublishedAt,
    };
}

internal sealed class OfferChangeMap : IEntityTypeConfiguration<OfferChange>
{
    public void Configure(EntityTypeBuilder<OfferChange> b)
    {
        b.ToTable("offer_change");
        b.HasKey(x => x.Sequence);
        b.Property(x => x.Sequence).UseIdentityAlwaysColumn();
        b.Property(x => x.Transaction).HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()");
        b.HasIndex(x => new { x.Transaction, x.Sequence });
    }
}
