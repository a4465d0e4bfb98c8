using System.Text.Json;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Procurement;

internal sealed class JointProcurementTable : IEntityTypeConfiguration<JointProcurement>
{
    public void Configure(EntityTypeBuilder<JointProcurement> builder)
    {
        builder.ToTable("joint_procurement", t => t.HasCheckConstraint("ck_joint_deadlines", "demand_closes_at < offers_open_at"));
        builder.Property(j => j.Version).IsRowVersion();
        builder.HasIndex(j => j.PublicId).IsUnique();
        builder.HasIndex(j => new { j.State, j.OffersOpenAt });
        builder.HasIndex(j => j.LeadId);
        builder.Ignore(j => j.Committed);
        builder.Property(j => j.Rule).HasColumnType("jsonb").HasConversion(
            r => JsonSerializer.Serialize(r, JsonSerializerOptions.Web), s => JsonSerializer.Deserialize<AllocationRule>(s, JsonSerializerOptions.Web)!);
        builder.HasMany(j => j.Participants).WithOne().HasForeignKey(p => p.ProcurementId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(j => j.History).WithOne().HasForeignKey(h => h.ProcurementId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ParticipantTable : IEntityTypeConfiguration<Participant>
{
    public void Configure(EntityTypeBuilder<Participant> builder)
    {
        builder.ToTable("joint_participant", t =>
        {
            t.HasCheckConstraint("ck_participant_demand", "users > 0 and population > 0 and ceiling > 0");
            t.HasCheckConstraint("ck_participant_share", "share_total is null or (share_total <= ceiling and share_net > 0)");
        });
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Version).IsRowVersion();
        builder.Ignore(p => p.Terms);
        builder.Ignore(p => p.TakesPart);
        builder.HasIndex(p => new { p.ProcurementId, p.BodyId }).IsUnique();
        builder.HasIndex(p => new { p.BodyId, p.State });
    }
}

internal sealed class JointHistoryTable : IEntityTypeConfiguration<JointHistoryLine>
{
    public void Configure(EntityTypeBuilder<JointHistoryLine> builder)
    {
        builder.ToTable("joint_history");
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.HasIndex(h => new { h.ProcurementId, h.At });
    }
}

internal sealed class OutageTable : IEntityTypeConfiguration<Outage>
{
    public void Configure(EntityTypeBuilder<Outage> builder)
    {
        builder.ToTable("outage", t => t.HasCheckConstraint("ck_outage_order", "began < ended"));
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Version).IsRowVersion();
        builder.HasIndex(o => o.PublicId).IsUnique();
        builder.HasIndex(o => o.Began);
    }
}

internal sealed class JointOfferTable : IEntityTypeConfiguration<JointOffer>
{
    public void Configure(EntityTypeBuilder<JointOffer> builder)
    {
        builder.ToTable("joint_offer");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Version).IsRowVersion();
        builder.HasIndex(o => o.PublicId).IsUnique();
        builder.HasIndex(o => new { o.ProcurementId, o.SellerId }).IsUnique();
        builder.HasIndex(o => o.SellerId);
        builder.Ignore(o => o.Listing);
        builder.Property(o => o.ListingJson).HasColumnType("jsonb");
        builder.Property(o => o.Price).HasColumnType("jsonb").HasConversion(
            p => JsonSerializer.Serialize(p, JsonSerializerOptions.Web), s => JsonSerializer.Deserialize<VolumePrice>(s, JsonSerializerOptions.Web)!);
        builder.HasOne(o => o.Procurement).WithMany().HasForeignKey(o => o.ProcurementId).OnDelete(DeleteBehavior.Restrict);
    }

    /// <summary>The seal. Before the offer deadline (the database's clock) an offer exists for its seller alone; after it for the lead, the committed
    /// participants and the operator's auditor too; an extension after an outage moves that deadline and so seals them again. Offers of a procurement that was cancelled before the deadline stay sealed.</summary>
    public static void Fence(ModelBuilder model, ProcurementDbContext db) => model.Entity<JointOffer>().HasQueryFilter(o =>
        db.Actor.IsSystem || o.SellerId == db.Actor.OrganisationId
        || (o.Procurement.OffersOpenAt <= DateTimeOffset.UtcNow
            && (o.Procurement.CancelledAt == null || o.Procurement.CancelledAt >= o.Procurement.OffersOpenAt)
            && ((db.Actor.IsOperator && db.Actor.May(Act.ReadJointNumbers)) || o.Procurement.LeadId == db.Actor.OrganisationId
                || o.Procurement.Participants.Any(p => p.BodyId == db.Actor.OrganisationId && (p.State == ParticipantState.Committed || p.State == ParticipantState.Contracted || p.State == ParticipantState.Released)))));
}
