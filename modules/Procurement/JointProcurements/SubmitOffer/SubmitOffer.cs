using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

/// <summary>A seller's offer in a joint procurement (申込), new or changed; one per seller, until the offer deadline.</summary>
/// <param name="Listing">Public id of one of the seller's published offers in the category.</param>
/// <param name="Version">Of the offer the form showed; 0 when there was none.</param>
internal sealed record OfferSubmission(Guid Id, string Joint, string Listing, VolumePrice Price, string Comment, uint Version);

internal sealed class SubmitOffer(ProcurementDbContext db, ICertification certification, ICatalogue catalogue)
{
    public async Task<Result> Handle(OfferSubmission submission, CancellationToken cancel)
    {
        await using var locked = await db.LockJoint(submission.Joint, cancel);
        if (locked is null || !db.Actor.IsVendor)
            return Refusal.NotFound();
        var (joint, seller) = (locked.Joint, db.Actor.OrganisationId);
        var offer = await db.Set<JointOffer>().SingleOrDefaultAsync(o => o.ProcurementId == joint.Id && o.SellerId == seller, cancel);
        var listing = (await catalogue.OffersOf(seller, joint.Category, cancel)).FirstOrDefault(o => string.Equals(o.PublicId, submission.Listing, StringComparison.Ordinal));
        var terms = listing is null ? null : new JointOfferTerms(submission.Id, listing, submission.Price, submission.Comment);
        if (offer is not null && terms is not null && offer.SaysTheSame(terms))
            return Result.Done;
        if (joint.OffersClosed(locked.Now) is { } closed)
            return closed;
        if ((await certification.Standing(seller, cancel)).WhyNot(locked.Now.JapanDay()) is { } standing)
            return standing;
        if (terms is null)
            return Refusal.Invalid("Input.Listing", "listing-unknown", "この業務分類で公開中の自社のサービスを選んでください。");
        return offer is null ? await Create(terms, locked, cancel) : await Change(offer, terms, submission.Version, locked, cancel);
    }

    private async Task<Result> Create(JointOfferTerms terms, LockedJoint locked, CancellationToken cancel)
    {
        var submitted = JointOffer.Submit(terms, locked.Joint, db.Actor, locked.Now);
        if (!submitted.Ok)
            return Result.No([.. submitted.Refusals]);
        db.Add(submitted.Value);
        return await locked.Save(cancel);
    }

    private async Task<Result> Change(JointOffer offer, JointOfferTerms terms, uint version, LockedJoint locked, CancellationToken cancel)
    {
        db.Expect(offer, version);
        var revised = offer.Revise(terms, db.Actor, locked.Now);
        return revised.Ok ? await locked.Save(cancel) : revised;
    }
}
