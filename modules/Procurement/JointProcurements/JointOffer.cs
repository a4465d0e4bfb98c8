using System.Text.Json;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>申込: a seller's price in a joint procurement, one per seller. Sealed until the offer deadline: nobody but the seller reads it before
/// (query filter in <see cref="JointOfferTable"/>), not even the lead.</summary>
internal sealed class JointOffer : Entity
{
    private JointOffer()
    {
    }

    public Guid ProcurementId { get; private set; }
    public JointProcurement Procurement { get; private set; } = null!;
    public Guid SellerId { get; private set; }
    public string SellerName { get; private set; } = "";

    /// <summary>The published listing it is about, as it was when last submitted.</summary>
    public string ListingPublicId { get; private set; } = "";
    public string ListingName { get; private set; } = "";
    public string ListingJson { get; private set; } = "{}";
    public VolumePrice Price { get; private set; } = new(Money.Zero, VolumeBasis.TotalUsers, []);
    public string Comment { get; private set; } = "";
    public string SubmittedBy { get; private set; } = "";
    public DateTimeOffset SubmittedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    public OfferSnapshot Listing => JsonSerializer.Deserialize<OfferSnapshot>(ListingJson, JsonSerializerOptions.Web)!;

    public static Result<JointOffer> Submit(JointOfferTerms terms, JointProcurement joint, Actor seller, DateTimeOffset now)
    {
        var offer = new JointOffer
        {
            Id = terms.Id,
            ProcurementId = joint.Id,
            SellerId = seller.OrganisationId,
            SellerName = seller.OrganisationName,
            SubmittedAt = now,
        };
        var revised = offer.Revise(terms, seller, now);
        return revised.Ok ? offer : Result<JointOffer>.No(revised.Refusals);
    }

    public Result Revise(JointOfferTerms terms, Actor seller, DateTimeOffset now)
    {
        if (terms.WhyNot().ToArray() is { Length: > 0 } faults)
            return Result.No(faults);
        if (SaysTheSame(terms))
            return Result.Done;
        ListingPublicId = terms.Listing.PublicId;
        ListingName = terms.Listing.Name;
        ListingJson = JsonSerializer.Serialize(terms.Listing, JsonSerializerOptions.Web);
        Price = terms.Price;
        Comment = terms.Comment;
        SubmittedBy = seller.PersonName;
        ChangedAt = now;
        return Result.Done;
    }

    /// <summary>Whether the terms say what the offer says already: a repeated submit.</summary>
    public bool SaysTheSame(JointOfferTerms terms) =>
        string.Equals(ListingPublicId, terms.Listing.PublicId, StringComparison.Ordinal) && Price.SameAs(terms.Price) && string.Equals(Comment, terms.Comment, StringComparison.Ordinal);
}

/// <summary>What a seller offers.</summary>
internal sealed record JointOfferTerms(Guid Id, OfferSnapshot Listing, VolumePrice Price, string Comment)
{
    public IEnumerable<Refusal> WhyNot() => Comment.Length > 2000
        ? Price.WhyNot().Append(Refusal.Invalid("Input.Comment", "comment-long", "補足は2000文字以内で入力してください。"))
        : Price.WhyNot();
}
