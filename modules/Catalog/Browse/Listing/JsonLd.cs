using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog.Browse;

/// <summary>A listing as schema.org data for search engines. The serializer escapes &lt; and &gt;, so it may stand in a script element.</summary>
internal static class JsonLd
{
    public static string Of(OfferSnapshot offer, string address, Money monthly, CategoryTree categories) => new JsonObject
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "SoftwareApplication",
        ["@id"] = address,
        ["url"] = address,
        ["name"] = offer.Name,
        ["description"] = offer.Summary,
        ["inLanguage"] = "ja",
        ["applicationCategory"] = "BusinessApplication",
        ["applicationSubCategory"] = new JsonArray([.. offer.Categories.Where(categories.ByCode.ContainsKey).Select(c => JsonValue.Create(categories.ByCode[c].Ja))]),
        ["author"] = new JsonObject { ["@type"] = "Organization", ["name"] = offer.MakerName },
        ["datePublished"] = offer.PublishedAt.JapanDay().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["offers"] = new JsonObject
        {
            ["@type"] = "Offer",
            ["name"] = offer.OfferName,
            ["priceCurrency"] = "JPY",
            ["price"] = monthly.Yen,
            ["priceSpecification"] = new JsonObject
            {
                ["@type"] = "UnitPriceSpecification", ["price"] = monthly.Yen, ["priceCurrency"] = "JPY", ["unitCode"] = "MON", ["valueAddedTaxIncluded"] = false,
            },
            ["seller"] = new JsonObject { ["@type"] = "Organization", ["name"] = offer.SellerName },
        },
    }.ToJsonString(JsonSerializerOptions.Web);
}
