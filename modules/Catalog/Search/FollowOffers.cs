using Marketplace.Shared;

namespace Marketplace.Catalog.Search;

/// <summary>Keeps the index in step with publication.</summary>
internal sealed class IndexPublishedOffer(ICatalogueIndex index) : IHandle<OfferPublished>
{
    public Task Handle(OfferPublished happened, CancellationToken cancel) => index.Upsert([happened.Offer], cancel);
}

/// <inheritdoc cref="IndexPublishedOffer"/>
internal sealed class UnindexWithdrawnOffer(ICatalogueIndex index) : IHandle<OfferWithdrawn>
{
    public Task Handle(OfferWithdrawn happened, CancellationToken cancel) => index.Remove(happened.OfferId, happened.Version, cancel);
}

/// <summary>Keeps this module's copy of how sellers stand: only certified sellers' offers are found.</summary>
internal sealed class KeepSellerStanding(SearchWriter writer) : IHandle<VendorStandingChanged>
{
    public Task Handle(VendorStandingChanged happened, CancellationToken cancel) => writer.Stand([happened], cancel);
}
