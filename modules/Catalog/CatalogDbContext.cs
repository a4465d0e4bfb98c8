using Marketplace.Catalog.Experiences;
using Marketplace.Catalog.Lists;
using Marketplace.Catalog.OpenData;
using Marketplace.Catalog.SavedSearches;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

internal sealed class CatalogDbContext(DbContextOptions<CatalogDbContext> options, ModuleScope scope) : ModuleDbContext(options, scope, SchemaName)
{
    public const string SchemaName = "catalog";

    public DbSet<QuestionSetVersion> QuestionSets => Set<QuestionSetVersion>();
    public DbSet<Category> Categories => Set<Category>();
    public DbSet<Entry> Entries => Set<Entry>();
    public DbSet<EntryVersion> EntryVersions => Set<EntryVersion>();
    public DbSet<OfferEdition> OfferEditions => Set<OfferEdition>();
    public DbSet<PublishedOffer> PublishedOffers => Set<PublishedOffer>();
    public DbSet<VendorStandingCopy> VendorStandings => Set<VendorStandingCopy>();
    public DbSet<Review> Reviews => Set<Review>();
    public DbSet<Search.SynonymList> SynonymLists => Set<Search.SynonymList>();
    public DbSet<OfferChange> OfferChanges => Set<OfferChange>();
    public DbSet<SavedSearch> SavedSearches => Set<SavedSearch>();
    public DbSet<SavedSearchHit> SavedSearchHits => Set<SavedSearchHit>();
    public DbSet<OfferList> OfferLists => Set<OfferList>();
    public DbSet<ListNote> ListNotes => Set<ListNote>();
    public DbSet<Experience> Experiences => Set<Experience>();
    public DbSet<ContactRequest> ContactRequests => Set<ContactRequest>();
    public DbSet<Document> Documents => Set<Document>();
    public DbSet<DocumentContent> DocumentContents => Set<DocumentContent>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CatalogDbContext).Assembly);
        // Fences vendors from each other's working answers. What is published is public and read from PublishedOffer and EntryVersion.
        modelBuilder.Entity<Entry>().HasQueryFilter(e => Actor.SeesAll || e.OwnerId == Actor.OrganisationId);
        modelBuilder.Entity<Review>().HasQueryFilter(r => Actor.SeesAll || r.OwnerId == Actor.OrganisationId);
        modelBuilder.Entity<Document>().HasQueryFilter(d => Actor.SeesAll || d.OwnerId == Actor.OrganisationId);
        modelBuilder.Entity<SavedSearch>().HasQueryFilter(s => Actor.IsSystem || (s.PersonId == Actor.PersonId && s.OwnerId == Actor.OrganisationId));
        modelBuilder.Entity<OfferList>().HasQueryFilter(l => Actor.IsSystem || l.OwnerId == Actor.OrganisationId);
        modelBuilder.Entity<ListedOffer>().HasQueryFilter(l => Actor.IsSystem || l.OwnerId == Actor.OrganisationId);
        modelBuilder.Entity<ListNote>().HasQueryFilter(l => Actor.IsSystem || l.OwnerId == Actor.OrganisationId);
        modelBuilder.Entity<Experience>().HasQueryFilter(e => e.State == ModerationState.Published || Actor.SeesAll || e.OwnerId == Actor.OrganisationId);
        modelBuilder.Entity<ContactRequest>().HasQueryFilter(c => Actor.IsSystem || c.OwnerId == Actor.OrganisationId || c.AskerId == Actor.OrganisationId);
        base.OnModelCreating(modelBuilder);
    }
}
