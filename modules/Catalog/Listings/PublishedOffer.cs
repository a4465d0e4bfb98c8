using System.Text.Json;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Catalog;

/// <summary>The newest published edition of an offer, whole: what search, listing pages and comparison read. Derived from the immutable
/// <see cref="EntryVersion"/> rows and written in the commit that publishes; replaced at each edition, kept with a date when withdrawn.</summary>
[Derived]
internal sealed class PublishedOffer
{
    private PublishedOffer()
    {
    }

    public Guid OfferId { get; private set; }
    public string PublicId { get; private set; } = "";

    /// <summary>1, 2, ... ; grows with each edition of the offer or of its software, and once more at a withdrawal.</summary>
    public int Version { get; private set; }
    public Guid SoftwareId { get; private set; }
    public Guid SellerId { get; private set; }

    /// <summary>Which version of the software and of the offer this edition joins.</summary>
    public int SoftwareVersion { get; private set; }
    public int OfferVersion { get; private set; }

    /// <summary>Leaf codes of the business categories.</summary>
    public string[] Categories { get; private set; } = [];
    public OfferSnapshot Snapshot { get; private set; } = null!;
    public DateTimeOffset PublishedAt { get; private set; }

    /// <summary>Null while the offer is in the catalogue.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    public static PublishedOffer Of(OfferSnapshot snapshot, OfferEdition edition)
    {
        var offer = new PublishedOffer { OfferId = snapshot.OfferId };
        offer.Replace(snapshot, edition);
        return offer;
    }

    /// <summary>Puts a newer edition in place; an older one changes nothing.</summary>
    public void Replace(OfferSnapshot snapshot, OfferEdition edition)
    {
        if (snapshot.Version <= Version)
            return;
        PublicId = snapshot.PublicId;
        Version = snapshot.Version;
        SoftwareId = snapshot.SoftwareId;
        SellerId = snapshot.SellerId;
        Categories = [.. snapshot.Categories];
        Snapshot = snapshot;
        (SoftwareVersion, OfferVersion) = (edition.SoftwareVersion, edition.OfferVersion);
        PublishedAt = snapshot.PublishedAt;
        WithdrawnAt = null;
    }

    /// <summary>Takes the offer out of the catalogue. Counts as a change, so that an index can tell it from a late edition.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        if (WithdrawnAt is not null)
            return;
        Version++;
        WithdrawnAt = now;
    }
}

internal sealed class PublishedOfferMap : IEntityTypeConfiguration<PublishedOffer>
{
    public void Configure(EntityTypeBuilder<PublishedOffer> b)
    {
        b.ToTable("published_offer");
        b.HasKey(x => x.OfferId);
        b.HasIndex(x => x.PublicId).IsUnique();
        b.HasIndex(x => new { x.SellerId, x.WithdrawnAt });
        b.HasIndex(x => x.SoftwareId);
        b.HasIndex(x => x.Categories).HasMethod("gin");
        b.Property(x => x.Snapshot).HasColumnType("jsonb").HasConversion(
            s => JsonSerializer.Serialize(s, JsonSerializerOptions.Web),
            s => JsonSerializer.Deserialize<OfferSnapshot>(s, JsonSerializerOptions.Web)!,
            new ValueComparer<OfferSnapshot>((a, c) => a!.ContentHash == c!.ContentHash, s => StringComparer.Ordinal.GetHashCode(s.ContentHash), s => s));
    }
}
