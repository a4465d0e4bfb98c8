using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog;

internal static class ListingsServices
{
    /// <summary>Question sets, drafting, reviewing, publishing, seeds.</summary>
    public static IServiceCollection AddListings(this IServiceCollection services)
    {
        services.AddSingleton<CatalogueBasis>();
        services.AddScoped<Publisher>();
        services.AddScoped<ICatalogue, PublishedCatalogue>();
        services.AddScoped<StartListing>();
        services.AddScoped<SaveAnswersHandler>();
        services.AddScoped<RenewListingHandler>();
        services.AddScoped<ReadRenewal>();
        services.AddQuestions();
        services.AddScoped<CopyListingHandler>();
        services.AddScoped<ImportListingsHandler>();
        services.AddScoped<ListingDocuments>();
        services.AddScoped<DocumentActs>();
        services.AddSingleton<VirusScanner>();
        services.AddSingleton<ScanWaiting>();
        services.AddHostedService(p => p.GetRequiredService<ScanWaiting>());
        services.AddScoped<IStatusFacts, ScanStatus>();
        services.AddScoped<ReadListing>();
        services.AddScoped<ReadOwnListings>();
        services.AddScoped<SubmitListingHandler>();
        services.AddScoped<WithdrawListingHandler>();
        services.AddScoped<ReadQueue>();
        services.AddScoped<IReviewDesks, ListingDesk>();
        services.AddScoped<ReadReview>();
        services.AddScoped<DecideListingHandler>();
        services.AddScoped<SuspendListingHandler>();
        services.AddScoped<IWorkItems, ListingsWork>();
        services.AddScoped<IFigures, ListingFigures>();
        services.AddScoped<ISeed, CatalogSeed>();
        services.AddSingleton<IAfterMigrate, ImmutableListings>();
        services.AddEventHandler<VendorStandingChanged, FollowVendorStanding, CatalogDbContext>();
        return services;
    }
}
