using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Catalog.Search;

/// <summary>An offer as the built-in index holds it. Written by <see cref="SearchWriter"/> in SQL; a removed one stays as a tombstone with its version,
/// so that an older event arriving late changes nothing.</summary>
[Derived]
internal sealed class SearchDocument
{
    public Guid OfferId { get; init; }

    /// <summary>1, 2, ...: the offer's place in the columns that replicas hold in memory.</summary>
    public int Number { get; init; }

    public int OfferVersion { get; init; }
    public bool Removed { get; init; }
    public required string PublicId { get; init; }
    public required string Name { get; init; }
    public required string OfferName { get; init; }
    public required string Summary { get; init; }
    public Guid SellerId { get; init; }
    public required string SellerName { get; init; }

    /// <summary>Comparable reading of the name, for kana order.</summary>
    public required string SortName { get; init; }

    public required string[] Categories { get; init; }

    /// <summary>"question=value" for each answer to a filter question.</summary>
    public required string[] FilterValues { get; init; }

    /// <summary>The <see cref="PricePlan"/> as JSON.</summary>
    public required string Price { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>See <see cref="SearchWords"/>.</summary>
    public required string Words { get; init; }

    /// <summary>The <see cref="SearchWords.FormOf"/> that the words and filter values are in.</summary>
    public int Form { get; init; }

    /// <summary><see cref="SearchPosition"/> of the last write.</summary>
    public long Position { get; init; }
}

/// <summary>How a seller stands: this module's copy, from <see cref="VendorStandingChanged"/>.</summary>
[Derived]
internal sealed class SellerStanding
{
    public Guid SellerId { get; init; }
    public bool Certified { get; init; }

    /// <summary>List of <see cref="ProofView"/> as JSON.</summary>
    public required string Proofs { get; init; }

    public long StandingVersion { get; init; }
    public long Position { get; init; }
}

/// <summary>One row that counts the changes to documents and standings. Each writer first takes it (a row lock until its commit), so positions become visible
/// in ascending order and a replica that has read up to one has missed nothing before it. Writers therefore queue; publications are few, and bulk writes take it once per batch.</summary>
[Derived]
internal sealed class SearchPosition
{
    public int Id { get; init; }
    public long Position { get; init; }
}

internal sealed class SearchTables : IEntityTypeConfiguration<SearchDocument>, IEntityTypeConfiguration<SellerStanding>, IEntityTypeConfiguration<SearchPosition>
{
    public void Configure(EntityTypeBuilder<SearchDocument> builder)
    {
        builder.ToTable("SearchDocument");
        builder.HasKey(d => d.OfferId);
        builder.HasIndex(d => d.Number).IsUnique();
        builder.HasIndex(d => d.Position);
        builder.Property(d => d.Price).HasColumnType("jsonb");
    }

    public void Configure(EntityTypeBuilder<SellerStanding> builder)
    {
        builder.ToTable("SellerStanding");
        builder.HasKey(s => s.SellerId);
        builder.HasIndex(s => s.Position);
        builder.Property(s => s.Proofs).HasColumnType("jsonb");
    }

    public void Configure(EntityTypeBuilder<SearchPosition> builder)
    {
        builder.ToTable("SearchPosition");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
    }
}
