using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Catalog;

internal enum ReviewDecision
{
    /// <summary>審査中.</summary>
    Pending,

    /// <summary>承認.</summary>
    Approved,

    /// <summary>差戻し, with comments.</summary>
    Returned,

    /// <summary>The vendor took the submission back.</summary>
    TakenBack,
}

/// <summary>One submission of an entry and what was decided on it. Keeps the answers as submitted, so that the next one can be compared with them.</summary>
internal sealed class Review : Entity
{
    private Review()
    {
    }

    public Guid EntryId { get; private set; }
    public Guid OwnerId { get; private set; }

    /// <summary>1, 2, ... of the entry.</summary>
    public int Submission { get; private set; }
    public JsonObject Answers { get; private set; } = [];
    public DateTimeOffset SubmittedAt { get; private set; }
    public string SubmittedBy { get; private set; } = "";
    public ReviewDecision Decision { get; private set; }

    /// <summary>The reviewer's words by question id; under "" those on the whole.</summary>
    public IReadOnlyDictionary<string, string> Comments { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);
    public Guid? ReviewerId { get; private set; }
    public string ReviewerName { get; private set; } = "";
    public DateTimeOffset? DecidedAt { get; private set; }

    public static Review Of(Entry entry, string by, DateTimeOffset now) => new()
    {
        EntryId = entry.Id, OwnerId = entry.OwnerId, Submission = entry.Submissions, Answers = (JsonObject)entry.Answers.DeepClone(), SubmittedAt = now, SubmittedBy = by,
    };

    public void Decide(ReviewDecision decision, IReadOnlyDictionary<string, string> comments, Actor reviewer, DateTimeOffset now)
    {
        (Decision, Comments, DecidedAt) = (decision, comments, now);
        (ReviewerId, ReviewerName) = (reviewer.PersonId, reviewer.PersonName);
    }

    public void TakeBack(DateTimeOffset now) => (Decision, DecidedAt) = (ReviewDecision.TakenBack, now);
}

internal sealed class ReviewMap : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> b)
    {
        b.ToTable("review");
        b.Property(x => x.Version).IsRowVersion();
        b.HasIndex(x => x.PublicId).IsUnique();
        b.HasIndex(x => new { x.EntryId, x.Submission }).IsUnique();
        b.HasOne<Entry>().WithMany().HasForeignKey(x => x.EntryId).OnDelete(DeleteBehavior.Restrict);
        b.Property(x => x.Answers).IsAnswers();
        b.Property(x => x.Comments).HasColumnType("jsonb").HasConversion(
            c => JsonSerializer.Serialize(c, JsonSerializerOptions.Web),
            c => JsonSerializer.Deserialize<Dictionary<string, string>>(c, JsonSerializerOptions.Web)!,
            new ValueComparer<IReadOnlyDictionary<string, string>>((a, c) => ReferenceEquals(a, c), c => c.Count, c => c));
    }
}
