using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

internal sealed class ProcurementDbContext(DbContextOptions<ProcurementDbContext> options, ModuleScope scope) : ModuleDbContext(options, scope, SchemaName)
{
    public const string SchemaName = "procurement";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ProcurementDbContext).Assembly);
        Cases.CaseServices.Fence(modelBuilder, this);
        JointOfferTable.Fence(modelBuilder, this);
        base.OnModelCreating(modelBuilder);
    }
}
