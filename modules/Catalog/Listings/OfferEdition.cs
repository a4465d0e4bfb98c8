using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Catalog;

/// <summary>A published edition of an offer, for good: which version of the offer and of its software it joined, under which names, with which hash.
/// Together with the two <see cref="EntryVersion"/> rows it gives the snapshot again, whatever is published later.</summary>
internal sealed class OfferEdition
{
    private OfferEdition()
    {
    }

    public Guid OfferId { get; private set; }

    /// <summary>As in the snapshot. Numbers may be missing in between: a withdrawal takes one too.</summary>
    public int Number { get; private set; }
    public Guid SoftwareId { get; private set; }
    public int SoftwareVersion { get; private set; }
    public int OfferVersion { get; private set; }
    public string MakerName { get; private set; } = "";
    public string SellerName { get; private set; } = "";
    public DateTimeOffset PublishedAt { get; private set; }
    public string ContentHash { get; private set; } = "";

    public static OfferEdition Of(OfferSnapshot snapshot, int softwareVersion, int offerVersion) => new()
    {
        OfferId = snapshot.OfferId, Number = snapshot.Version, SoftwareId = snapshot.SoftwareId, SoftwareVersion = softwareVersion, OfferVersion = offerVersion,
        MakerName = snapshot.MakerName, SellerName = snapshot.SellerName, PublishedAt = snapshot.PublishedAt, ContentHash = snapshot.ContentHash,
    };
}

internal sealed class OfferEditionMap : IEntityTypeConfiguration<OfferEdition>
{
    public void Configure(EntityTypeBuilder<OfferEdition> b)
    {
        b.ToTable("offer_edition");
        b.HasKey(x => new { x.OfferId, x.Number });
        b.HasIndex(x => x.ContentHash);
        b.HasIndex(x => x.PublishedAt).HasFilter("number = 1").HasDatabaseName("ix_offer_edition_first");
        b.HasOne<EntryVersion>().WithMany().HasForeignKey(x => new { x.OfferId, x.OfferVersion }).OnDelete(DeleteBehavior.Restrict);
        b.HasOne<EntryVersion>().WithMany().HasForeignKey(x => new { x.SoftwareId, x.SoftwareVersion }).OnDelete(DeleteBehavior.Restrict);
    }
}
