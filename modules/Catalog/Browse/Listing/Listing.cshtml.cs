using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog.Browse;

[Requires(Act.Browse)]
public sealed class ListingModel : MarketplacePage
{
    private const int MostMonths = 120;

    internal ListingPage Listing { get; private set; } = null!;
    internal OfferSnapshot Offer => Listing.Offer;
    internal BodySize Size { get; private set; } = null!;
    internal int Months { get; private set; }
    internal Money Monthly => PriceWords.Monthly(Offer.Price, Size);
    internal Money Total => Offer.Price.TotalFor(Size.Users, Size.Population, Months);
    internal string Address => $"{Request.Scheme}://{Request.Host}/services/{Offer.PublicId}";
    internal string? Nonce => HttpContext.Items["csp-nonce"] as string;

    public async Task<IActionResult> OnGet(string publicId, string? users, string? population, string? months)
    {
        Size = await Service<SearchCatalogue>().Size(
            (int?)SearchAddress.Number(users, 1, SearchAddress.MostUsers), (int?)SearchAddress.Number(population, 0, SearchAddress.MostPopulation), Cancel);
        if (await Service<ReadPublishedListing>().Read(publicId, Size, Cancel) is not { } listing)
            return NotFound();
        Listing = listing;
        Months = (int?)SearchAddress.Number(months, 1, MostMonths) ?? Math.Max(12, Offer.Price.MinimumTermMonths);
        var page = Page();
        if (listing.WithdrawnAt is not null)
            page.StatusCode = StatusCodes.Status410Gone;
        return page;
    }

    /// <summary>What a clerk asks first, beside price and proofs; those the question set has.</summary>
    internal IEnumerable<Question> KeyFacts => new[] { "lgwan", "dataLocation", "supportHours", "supportChannels", "regions", "standardisation" }.Select(Listing.Set.Find).OfType<Question>();

    internal System.Text.Json.Nodes.JsonNode? AnswerTo(Question question) => Offer.OfferAnswers[question.Id] ?? Offer.SoftwareAnswers[question.Id];

    /// <summary>Not where it was left empty because another answer makes it needless, such as the licence of what is no public good.</summary>
    internal bool Applies(Question question) => AnswerTo(question) is not null || question.RequiredIf is not { } condition || condition.Holds(Offer.OfferAnswers) || condition.Holds(Offer.SoftwareAnswers);

    internal string Words(Question question) => AnswerText.Of(question, AnswerTo(question), Listing.Categories.ByCode, T);
}
