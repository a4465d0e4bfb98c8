using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog.OpenData;

/// <summary>A published offer as open data: the one definition behind the API, JSON Lines and (with the questions as columns) the CSV file.</summary>
/// <param name="Id">Stays the same for the listing's life; the address is made of it.</param>
/// <param name="Version">Grows with each change of the listing.</param>
/// <param name="Price">Whole yen without tax.</param>
/// <param name="SoftwareAnswers">The maker's answers by question id; /api/v1/questions says what is asked.</param>
/// <param name="OfferAnswers">The seller's answers by question id.</param>
/// <param name="ContentHash">SHA-256 (hex) of this version, as on the listing's page.</param>
internal sealed record CatalogueRecord(
    string Id, string Url, int Version, string Name, string OfferName, string Summary, string Maker, string Seller, IReadOnlyList<CategoryRecord> Categories, JsonObject Price,
    int QuestionSetVersion, JsonObject SoftwareAnswers, JsonObject OfferAnswers, DateTimeOffset PublishedAt, string ContentHash)
{
    /// <param name="root">The site's address without a slash at its end.</param>
    public static CatalogueRecord Of(OfferSnapshot offer, string root, CategoryTree categories) => new(
        offer.PublicId, $"{root}/services/{offer.PublicId}", offer.Version, offer.Name, offer.OfferName, offer.Summary, offer.MakerName, offer.SellerName,
        [.. offer.Categories.Select(c => new CategoryRecord(c, categories.ByCode.TryGetValue(c, out var its) ? its.Ja : c))], PricePlanAnswer.Write(offer.Price),
        offer.QuestionSetVersion, offer.SoftwareAnswers, offer.OfferAnswers, offer.PublishedAt, offer.ContentHash);
}

/// <summary>A business category (業務分類) by code and name.</summary>
internal sealed record CategoryRecord(string Code, string Name);
