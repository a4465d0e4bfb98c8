using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Catalog;

/// <summary>What was published of an entry, for good: the database refuses to change or delete these rows.</summary>
internal sealed class EntryVersion
{
    private EntryVersion()
    {
    }

    public Guid EntryId { get; private set; }

    /// <summary>1, 2, ...</summary>
    public int Number { get; private set; }
    public int QuestionSetVersion { get; private set; }
    public JsonObject Answers { get; private set; } = [];

    /// <summary>SHA-256 (hex) over the canonical JSON of the answers.</summary>
    public string Hash { get; private set; } = "";
    public DateTimeOffset PublishedAt { get; private set; }

    /// <summary>Who approved it.</summary>
    public string PublishedBy { get; private set; } = "";

    public static EntryVersion Of(Entry entry, int number, string by, DateTimeOffset now)
    {
        var answers = (JsonObject)entry.Answers.DeepClone();
        return new EntryVersion
        {
            EntryId = entry.Id, Number = number, QuestionSetVersion = entry.QuestionSetVersion, Answers = answers,
            Hash = CanonicalJson.Hash(answers), PublishedAt = now, PublishedBy = by,
        };
    }
}

internal sealed class EntryVersionMap : IEntityTypeConfiguration<EntryVersion>
{
    public void Configure(EntityTypeBuilder<EntryVersion> b)
    {
        b.ToTable("entry_version");
        b.HasKey(x => new { x.EntryId, x.Number });
        b.HasOne<Entry>().WithMany().HasForeignKey(x => x.EntryId).OnDelete(DeleteBehavior.Restrict);
        b.Property(x => x.Answers).IsAnswers();
    }
}
