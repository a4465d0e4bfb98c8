using Microsoft.EntityFrameworkCore;

namespace Marketplace.Shared;

/// <summary>Owns the tables that every module writes in its own commit: outbox, inbox, audit; and the Data Protection keys of all replicas.</summary>
public sealed class SharedDbContext(DbContextOptions<SharedDbContext> options, ModuleScope scope) : ModuleDbContext(options, scope, SchemaName)
{
    public const string SchemaName = "shared";

    internal DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    internal DbSet<AuditRow> Audit => Set<AuditRow>();
    internal DbSet<AuditBlock> AuditBlocks => Set<AuditBlock>();
    internal DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    internal DbSet<SeedMark> SeedMarks => Set<SeedMark>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AuditBlock>(b => b.HasKey(x => x.Number));
        modelBuilder.Entity<ProtectionKey>(b => b.HasKey(x => x.Name));
        modelBuilder.Entity<SeedMark>(b => b.HasKey(x => x.Name));
        modelBuilder.Entity<IdempotencyKey>(IdempotencyKey.Map);
        base.OnModelCreating(modelBuilder);
    }
}

/// <summary>That a module's seed has run.</summary>
[Derived]
internal sealed class SeedMark
{
    public required string Name { get; init; }
    public DateTimeOffset At { get; init; }
}

internal static class SharedTables
{
    /// <summary>Maps outbox, inbox and audit into a module's context, so that one SaveChanges writes them with the module's state.</summary>
    public static void Map(ModelBuilder model, bool excludeFromMigrations)
    {
        model.Entity<OutboxMessage>(b =>
        {
            b.ToTable("outbox", SharedDbContext.SchemaName, t => Exclude(t, excludeFromMigrations));
            b.HasKey(m => m.Id);
            b.Property(m => m.Payload).HasColumnType("jsonb");
            b.HasIndex(m => m.DueAt).HasFilter("done_at is null and parked_at is null").HasDatabaseName("ix_outbox_waiting");
            b.Property(m => m.LostLeases).HasDefaultValue(0);
            b.HasIndex(m => m.LeasedUntil).HasFilter("leased_until is not null").HasDatabaseName("ix_outbox_leased");
            b.HasIndex(m => m.ParkedAt).HasFilter("parked_at is not null").HasDatabaseName("ix_outbox_parked");
        });
        model.Entity<InboxRow>(b =>
        {
            b.ToTable("inbox", SharedDbContext.SchemaName, t => Exclude(t, excludeFromMigrations));
            b.HasKey(r => new { r.MessageId, r.Handler });
        });
        model.Entity<AuditRow>(b =>
        {
            b.ToTable("audit", SharedDbContext.SchemaName, t => Exclude(t, excludeFromMigrations));
            b.HasKey(r => r.Sequence);
            b.Property(r => r.Sequence).UseIdentityAlwaysColumn();
            b.HasIndex(r => r.Sequence).HasFilter("block is null").HasDatabaseName("ix_audit_unsealed");
            b.HasIndex(r => new { r.RecordId, r.Sequence });
            b.HasIndex(r => new { r.OrganisationId, r.Sequence });
            b.HasIndex(r => new { r.PersonId, r.Sequence });
        });
    }

    private static void Exclude(Microsoft.EntityFrameworkCore.Metadata.Builders.TableBuilder table, bool exclude)
    {
        if (exclude)
            table.ExcludeFromMigrations();
    }
}
