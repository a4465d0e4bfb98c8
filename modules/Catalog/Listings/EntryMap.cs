using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Catalog;

internal sealed class EntryMap : IEntityTypeConfiguration<Entry>
{
    public void Configure(EntityTypeBuilder<Entry> b)
    {
        b.ToTable("entry", t => t.HasCheckConstraint("ck_entry_offer_has_software", "(kind = 'Offer') = (software_id is not null)"));
        b.Property(x => x.Version).IsRowVersion();
        b.HasIndex(x => x.PublicId).IsUnique();
        b.Property(x => x.Answers).IsAnswers();
        b.HasOne<Entry>().WithMany().HasForeignKey(x => x.SoftwareId).OnDelete(DeleteBehavior.Restrict);
        b.HasIndex(x => new { x.OwnerId, x.Kind });
        b.HasIndex(x => x.SoftwareId);
        b.HasIndex(x => x.SubmittedAt).HasFilter("work = 'Submitted'").HasDatabaseName("ix_entry_queue");
        b.HasIndex(x => new { x.Work, x.Live });
    }
}

internal static class AnswersColumn
{
    /// <summary>A JSON object as jsonb. Compared by content, because answers are replaced whole.</summary>
    public static PropertyBuilder<JsonObject> IsAnswers(this PropertyBuilder<JsonObject> property) => property.HasColumnType("jsonb").HasConversion(
        o => o.ToJsonString(null), s => (JsonObject)JsonNode.Parse(s, null, default)!,
        new ValueComparer<JsonObject>((a, c) => JsonNode.DeepEquals(a, c), o => o.Count, o => o));
}
