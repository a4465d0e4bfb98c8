using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog.Browse;

[Requires(Act.Browse)]
[SameForVisitors]
public sealed class ListingModel : MarketplacePage
{
    internal ListingPage Listing { get; private set; } = null!;
    internal OfferSnapshot Offer => Listing.Offer;
    internal BodySize Size { get; private set; } = null!;
    internal CostEstimate Cost { get; private set; } = null!;
    internal Money Monthly => Cost.Monthly;

    internal string Address => $"{Request.Scheme}://{Request.Host}/services/{Offer.PublicId}";
    internal string? Nonce => HttpContext.Items["csp-nonce"] as string;

    public async Task<IActionResult> OnGet(string publicId)
    {
        var asked = NumbersAsked.Of(Request.Query);
        Refused(asked.Faults);
        Size = await Service<SearchCatalogue>().Size(asked.Users, asked.Population, Cancel, asked.Bodies);
        if (await Service<ReadPublishedListing>().Read(publicId, Size, Cancel) is not { } listing)
            return NotFound();
        Listing = listing;
        Cost = new CostEstimate(Offer.Price, Size, asked.Months ?? CostEstimate.UsualMonths(Offer.Price));
        var page = Page();
        if (listing.WithdrawnAt is not null)
            page.StatusCode = StatusCodes.Status410Gone;
        return page;
    }

    /// <summary>The other sellers' offers of the same software and this one, the cheapest for these numbers first.</summary>
    internal IReadOnlyList<(OfferSnapshot Offer, CostEstimate Cost)> Sellers => [.. Listing.Others.Append(Offer).Select(o => (o, Cost with { Price = o.Price })).OrderBy(o => o.Item2.Total).ThenBy(o => o.o.OfferId)];

    /// <summary>What a clerk asks first, beside price and proofs; those the question set has.</summary>
    internal IEnumerable<Question> KeyFacts => new[] { "lgwan", "dataLocation", "supportHours", "supportChannels", "regions", "standardisation" }.Select(Listing.Set.Find).OfType<Question>();

    internal System.Text.Json.Nodes.JsonNode? AnswerTo(Question question) => Offer.OfferAnswers[question.Id] ?? Offer.SoftwareAnswers[question.Id];

    /// <summary>Not where it was left empty because another answer makes it needless, such as the licence of what is no public good.</summary>
    internal bool Applies(Question question) => AnswerTo(question) is not null || question.RequiredIf is not { } condition || condition.Holds(Offer.OfferAnswers) || condition.Holds(Offer.SoftwareAnswers);

    internal string Words(Question question) => AnswerText.Of(question, AnswerTo(question), Listing.Categories.ByCode, T);
}
