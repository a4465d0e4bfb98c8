using System.Text.Json;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace Marketplace.Procurement.Cases;

internal sealed class ProcurementCaseTable : IEntityTypeConfiguration<ProcurementCase>
{
    public void Configure(EntityTypeBuilder<ProcurementCase> builder)
    {
        builder.ToTable("procurement_case", t => t.HasCheckConstraint("ck_procurement_case_amounts", "net >= 0 and total >= net"));
        builder.Property(c => c.Version).IsRowVersion();
        builder.HasIndex(c => c.PublicId).IsUnique();
        builder.HasIndex(c => new { c.BodyId, c.EndedAt, c.ChangedAt });
        builder.HasIndex(c => c.State);
        builder.HasIndex(c => c.EvidenceHash).HasFilter("evidence_hash <> ''");
        builder.Ignore(c => c.Parts);
        builder.Ignore(c => c.Later);
        builder.Ignore(c => c.Reference);
        builder.HasMany(c => c.Searches).WithOne().HasForeignKey(s => s.CaseId);
        builder.HasMany(c => c.Candidates).WithOne().HasForeignKey(s => s.CaseId);
        builder.HasMany(c => c.Steps).WithOne().HasForeignKey(s => s.CaseId);
        builder.Property(c => c.Right).HasColumnType("jsonb").HasConversion(
            right => JsonSerializer.Serialize(right, JsonSerializerOptions.Web),
            text => JsonSerializer.Deserialize<LaterYearsRight>(text, JsonSerializerOptions.Web));
        builder.Property(c => c.Others).HasColumnType("jsonb").HasConversion(
            others => JsonSerializer.Serialize(others, JsonSerializerOptions.Web),
            text => JsonSerializer.Deserialize<List<NotChosen>>(text, JsonSerializerOptions.Web)!,
            new ValueComparer<List<NotChosen>>((a, b) => a!.SequenceEqual(b!), o => o.Count, o => o.ToList()));
    }

    /// <summary>A body sees its own cases only. Every part carries the body itself, so that no query can reach around the case.</summary>
    public static void Fence(ModelBuilder model, ProcurementDbContext db)
    {
        model.Entity<ProcurementCase>().HasQueryFilter(c => db.Actor.SeesAll || c.BodyId == db.Actor.OrganisationId);
        model.Entity<CaseSearch>().HasQueryFilter(c => db.Actor.SeesAll || c.BodyId == db.Actor.OrganisationId);
        model.Entity<CaseCandidate>().HasQueryFilter(c => db.Actor.SeesAll || c.BodyId == db.Actor.OrganisationId);
        model.Entity<CaseStep>().HasQueryFilter(c => db.Actor.SeesAll || c.BodyId == db.Actor.OrganisationId);
    }
}

/// <summary>Locked candidates and saved searches are evidence: the database itself refuses to change or delete them.</summary>
internal sealed class EvidenceTriggers : IAfterMigrate
{
    public async Task Run(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("""
            create or replace trigger candidate_immutable before update or delete on procurement.case_candidate for each row execute function shared.refuse_change();
            create or replace trigger search_immutable before update or delete on procurement.case_search for each row execute function shared.refuse_change();
            """, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
