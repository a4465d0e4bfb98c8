using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Certification;

internal sealed class CertificationDbContext(DbContextOptions<CertificationDbContext> options, ModuleScope scope) : ModuleDbContext(options, scope, SchemaName)
{
    public const string SchemaName = "certification";

    public DbSet<VendorApplication> Applications => Set<VendorApplication>();
    public DbSet<Proof> Proofs => Set<Proof>();
    public DbSet<Submission> Submissions => Set<Submission>();
    public DbSet<HistoryLine> History => Set<HistoryLine>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CertificationDbContext).Assembly);
        // A vendor sees its own; the operator's people and the system's handlers see all.
        modelBuilder.Entity<VendorApplication>().HasQueryFilter(a => Actor.SeesAll || a.Id == Actor.OrganisationId);
        modelBuilder.Entity<Proof>().HasQueryFilter(p => Actor.SeesAll || p.VendorId == Actor.OrganisationId);
        modelBuilder.Entity<Submission>().HasQueryFilter(s => Actor.SeesAll || s.VendorId == Actor.OrganisationId);
        modelBuilder.Entity<HistoryLine>().HasQueryFilter(h => Actor.SeesAll || h.VendorId == Actor.OrganisationId);
        base.OnModelCreating(modelBuilder);
    }
}
