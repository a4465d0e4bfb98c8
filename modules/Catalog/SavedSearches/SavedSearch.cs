using System.Security.Cryptography;
using System.Text;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Catalog.SavedSearches;

/// <summary>A search that a person of a body keeps under a name, to be told of what newly fits it. Theirs alone; a case's locked search is another thing.</summary>
internal sealed class SavedSearch : Entity
{
    public const int LongestName = 60, LongestQuery = 2000;

    /// <summary>Most that one person keeps: each is looked at again after every publication.</summary>
    public const int Most = 50;

    private SavedSearch()
    {
    }

    public Guid OwnerId { get; private init; }
    public Guid PersonId { get; private init; }
    public string Name { get; private set; } = "";

    /// <summary>Query string of the search page, with the size of the body that prices were asked for.</summary>
    public string Query { get; private init; } = "";
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>SHA-256 of the key in the feed's address; null while there is no feed.</summary>
    [Secret]
    public byte[]? FeedHash { get; private set; }

    public string Url => $"/saved-searches/{PublicId}";

    public static SavedSearch Of(Guid id, Actor by, string name, string query, DateTimeOffset now) =>
        new() { Id = id, OwnerId = by.OrganisationId, PersonId = by.PersonId!.Value, Name = name, Query = query, CreatedAt = now };

    public void Rename(string name) => Name = name;

    /// <summary>Makes the key of a new feed address; a former address ends with it.</summary>
    /// <returns>The key, 256 random bits; only its hash is kept.</returns>
    public string OpenFeed()
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        FeedHash = HashOf(key);
        return key;
    }

    public void CloseFeed() => FeedHash = null;

    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

/// <summary>An offer that fits a saved search, since when, and whether its owner has looked since.</summary>
[Derived]
internal sealed class SavedSearchHit
{
    public Guid SearchId { get; init; }
    public Guid OfferId { get; init; }

    /// <summary>When it was first found to fit; the search's own beginning for those that fitted then.</summary>
    public DateTimeOffset Since { get; init; }
    public bool Seen { get; init; }
}

internal sealed class SavedSearchTables : IEntityTypeConfiguration<SavedSearch>, IEntityTypeConfiguration<SavedSearchHit>
{
    public void Configure(EntityTypeBuilder<SavedSearch> b)
    {
        b.ToTable("saved_search");
        b.Property(x => x.Version).IsRowVersion();
        b.HasIndex(x => x.PublicId).IsUnique();
        b.HasIndex(x => x.FeedHash).IsUnique();
        b.HasIndex(x => new { x.PersonId, x.OwnerId });
    }

    public void Configure(EntityTypeBuilder<SavedSearchHit> b)
    {
        b.ToTable("saved_search_hit");
        b.HasKey(x => new { x.SearchId, x.OfferId });
        b.HasOne<SavedSearch>().WithMany().HasForeignKey(x => x.SearchId).OnDelete(DeleteBehavior.Cascade);
        b.HasIndex(x => new { x.SearchId, x.Since });
    }
}
