using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

internal sealed class CatalogDbContext(DbContextOptions<CatalogDbContext> options, ModuleScope scope) : ModuleDbContext(options, scope, SchemaName)
{
    public const string SchemaName = "catalog";

    public DbSet<PublishedOffer> PublishedOffers => Set<PublishedOffer>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CatalogDbContext).Assembly);
        base.OnModelCreating(modelBuilder);
    }
}
