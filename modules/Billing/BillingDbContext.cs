using System.Linq.Expressions;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

internal sealed class BillingDbContext(DbContextOptions<BillingDbContext> options, ModuleScope scope) : ModuleDbContext(options, scope, SchemaName)
{
    public const string SchemaName = "billing";

    public DbSet<BillableContract> Contracts => Set<BillableContract>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<Invoice> Invoices => Set<Invoice>();
    public DbSet<InvoiceCounter> Counters => Set<InvoiceCounter>();
    public DbSet<PaymentRecord> Payments => Set<PaymentRecord>();
    public DbSet<StatementLine> StatementLines => Set<StatementLine>();
    public DbSet<LedgerEntry> Ledger => Set<LedgerEntry>();
    public DbSet<VendorBillingProfile> Profiles => Set<VendorBillingProfile>();

    /// <summary>Locks a contract's row for the rest of the transaction and reads it; null when it does not exist or belongs to others.
    /// Everything that moves its sums goes through here, so no two writers decide on the same remainder.</summary>
    public async Task<BillableContract?> Lock(Expression<Func<BillableContract, bool>> which, CancellationToken cancel)
    {
        var id = await Contracts.Where(which).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(cancel);
        return id is null ? null : await Lock(id.Value, cancel);
    }

    /// <inheritdoc cref="Lock(Expression{Func{BillableContract,bool}},CancellationToken)"/>
    public async Task<BillableContract> Lock(Guid id, CancellationToken cancel)
    {
        await Database.ExecuteSqlAsync($"select 1 from billing.contract where id = {id} for update", cancel);
        return await Contracts.SingleAsync(c => c.Id == id, cancel);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(BillingDbContext).Assembly);
        modelBuilder.Entity<BillableContract>().HasQueryFilter(c => Actor.SeesAll || c.BuyerId == Actor.OrganisationId || c.SellerId == Actor.OrganisationId);
        modelBuilder.Entity<Delivery>().HasQueryFilter(d => Actor.SeesAll || d.BuyerId == Actor.OrganisationId || d.SellerId == Actor.OrganisationId);
        modelBuilder.Entity<Invoice>().HasQueryFilter(i => Actor.SeesAll || i.BuyerId == Actor.OrganisationId || i.SellerId == Actor.OrganisationId);
        modelBuilder.Entity<PaymentRecord>().HasQueryFilter(p => Actor.SeesAll || p.BuyerId == Actor.OrganisationId || p.SellerId == Actor.OrganisationId);
        modelBuilder.Entity<StatementLine>().HasQueryFilter(l => Actor.SeesAll || l.OwnerId == Actor.OrganisationId);
        modelBuilder.Entity<LedgerEntry>().HasQueryFilter(e => Actor.SeesAll || e.OrganisationId == Actor.OrganisationId);
        modelBuilder.Entity<VendorBillingProfile>().HasQueryFilter(p => Actor.SeesAll || p.Id == Actor.OrganisationId);
        modelBuilder.Entity<InvoiceCounter>().HasQueryFilter(c => Actor.SeesAll || c.SellerId == Actor.OrganisationId);
        base.OnModelCreating(modelBuilder);
    }
}
