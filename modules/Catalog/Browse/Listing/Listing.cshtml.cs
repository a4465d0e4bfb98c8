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

    /// <summary>As typed; what cannot be read is told at its field and computed with the usual value.</summary>
    internal (string? Users, string? Population, string? Bodies, string? Months) Typed { get; private set; }
    internal string Address => $"{Request.Scheme}://{Request.Host}/services/{Offer.PublicId}";
    internal string? Nonce => HttpContext.Items["csp-nonce"] as string;

    public async Task<IActionResult> OnGet(string publicId, string? users, string? population, string? bodies, string? months)
    {
        Size = await Service<SearchCatalogue>().Size(
            Number(users, "users", 1, SearchAddress.MostUsers, "利用者数は{0}から{1}までの数字で入力してください。"),
            Number(population, "population", 0, SearchAddress.MostPopulation, "人口は{0}から{1}までの数字で入力してください。"), Cancel,
            Number(bodies, "bodies", 1, BodySize.MostBodies, "共同で使う団体数は{0}から{1}までの数字で入力してください。"));
        if (await Service<ReadPublishedListing>().Read(publicId, Size, Cancel) is not { } listing)
            return NotFound();
        Listing = listing;
        Cost = new CostEstimate(Offer.Price, Size, Number(months, "months", 1, CostEstimate.MostMonths, "利用期間は{0}から{1}までの月数で入力してください。") ?? CostEstimate.UsualMonths(Offer.Price));
        Typed = (users ?? Plain(Size.Users), population ?? Plain(Size.Population), bodies ?? Plain(Size.Bodies), months ?? Plain(Cost.Months));
        var page = Page();
        if (listing.WithdrawnAt is not null)
            page.StatusCode = StatusCodes.Status410Gone;
        return page;
    }

    /// <summary>The other sellers' offers of the same software and this one, the cheapest for these numbers first.</summary>
    internal IReadOnlyList<(OfferSnapshot Offer, CostEstimate Cost)> Sellers => [.. Listing.Others.Append(Offer).Select(o => (o, Cost with { Price = o.Price })).OrderBy(o => o.Item2.Total).ThenBy(o => o.o.OfferId)];

    private int? Number(string? typed, string field, int least, int most, string fault)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (SearchAddress.Number(typed, least, most) is { } number)
            return (int)number;
        ModelState.AddModelError(field, T[fault, SearchCatalogue.Count(least), SearchCatalogue.Count(most)]);
        return null;
    }

    private static string Plain(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What a clerk asks first, beside price and proofs; those the question set has.</summary>
    internal IEnumerable<Question> KeyFacts => new[] { "lgwan", "dataLocation", "supportHours", "supportChannels", "regions", "standardisation" }.Select(Listing.Set.Find).OfType<Question>();

    internal System.Text.Json.Nodes.JsonNode? AnswerTo(Question question) => Offer.OfferAnswers[question.Id] ?? Offer.SoftwareAnswers[question.Id];

    /// <summary>Not where it was left empty because another answer makes it needless, such as the licence of what is no public good.</summary>
    internal bool Applies(Question question) => AnswerTo(question) is not null || question.RequiredIf is not { } condition || condition.Holds(Offer.OfferAnswers) || condition.Holds(Offer.SoftwareAnswers);

    internal string Words(Question question) => AnswerText.Of(question, AnswerTo(question), Listing.Categories.ByCode, T);
}
