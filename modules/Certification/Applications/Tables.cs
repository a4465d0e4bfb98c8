using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Certification;

internal sealed class Tables : IEntityTypeConfiguration<VendorApplication>, IEntityTypeConfiguration<Proof>, IEntityTypeConfiguration<Submission>, IEntityTypeConfiguration<HistoryLine>
{
    public void Configure(EntityTypeBuilder<VendorApplication> builder)
    {
        builder.ToTable("application");
        builder.Property(a => a.Version).IsRowVersion();
        builder.HasIndex(a => a.PublicId).IsUnique();
        builder.HasIndex(a => new { a.State, a.SubmittedAt });
        Json(builder.Property(a => a.Company));
        Json(builder.Property(a => a.Declaration));
    }

    public void Configure(EntityTypeBuilder<Proof> builder)
    {
        builder.ToTable("proof", t => t.HasCheckConstraint("ck_proof_period", "expires >= valid_from"));
        builder.Property(p => p.Version).IsRowVersion();
        builder.HasIndex(p => p.PublicId).IsUnique();
        builder.HasIndex(p => new { p.VendorId, p.Expires });
        builder.HasIndex(p => p.Expires);
        builder.HasOne<VendorApplication>().WithMany().HasForeignKey(p => p.VendorId);
    }

    public void Configure(EntityTypeBuilder<Submission> builder)
    {
        builder.ToTable("submission");
        builder.Property(s => s.Version).IsRowVersion();
        builder.HasIndex(s => s.PublicId).IsUnique();
        builder.HasIndex(s => new { s.VendorId, s.Number }).IsUnique();
        builder.HasOne<VendorApplication>().WithMany().HasForeignKey(s => s.VendorId);
        Json(builder.Property(s => s.Content));
        Json(builder.Property(s => s.Comments));
    }

    public void Configure(EntityTypeBuilder<HistoryLine> builder)
    {
        builder.ToTable("history");
        builder.Property(h => h.Version).IsRowVersion();
        builder.HasIndex(h => h.PublicId).IsUnique();
        builder.HasIndex(h => new { h.VendorId, h.At });
        builder.HasOne<VendorApplication>().WithMany().HasForeignKey(h => h.VendorId);
    }

    /// <summary>A record that is replaced whole, as jsonb; equal when its JSON is.</summary>
    private static void Json<T>(PropertyBuilder<T> property) => property.HasColumnType("jsonb").HasConversion(
        value => Write(value), text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!,
        new ValueComparer<T>((a, b) => Write(a) == Write(b), value => Write(value).GetHashCode(StringComparison.Ordinal), value => value));

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
}
