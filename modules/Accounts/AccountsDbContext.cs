using Marketplace.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

internal sealed class AccountsDbContext(DbContextOptions<AccountsDbContext> options, ModuleScope scope) : ModuleDbContext(options, scope, SchemaName)
{
    public const string SchemaName = "accounts";

    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<ApiTokenUse> ApiTokenUses => Set<ApiTokenUse>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AccountsDbContext).Assembly);
        // Identity's store asks for these sets; nothing of the product uses them yet.
        modelBuilder.Entity<IdentityUserClaim<Guid>>(b => b.ToTable("person_claim"));
        modelBuilder.Entity<IdentityUserLogin<Guid>>(b => b.ToTable("person_login").HasKey(l => new { l.LoginProvider, l.ProviderKey }));
        modelBuilder.Entity<IdentityUserToken<Guid>>(b => b.ToTable("person_token").HasKey(t => new { t.UserId, t.LoginProvider, t.Name }));
        base.OnModelCreating(modelBuilder);
    }
}
