using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog.Browse;

/// <summary>A listing as schema.org data for search engines: the software, which is also a product, its offer with price and seller. The serializer escapes &lt; and &gt;,
/// so it may stand in a script element.</summary>
internal static class JsonLd
{
    /// <param name="seller">Null when the vendor is no longer known.</param>
    public static string Of(OfferSnapshot offer, string address, Money monthly, CategoryTree categories, OrganisationView? seller) => new JsonObject
    {
        ["@context"] = "https://schema.org",
        ["@type"] = new JsonArray("SoftwareApplication", "Product"),
        ["@id"] = address,
        ["url"] = address,
        ["sku"] = offer.PublicId,
        ["name"] = offer.Name,
        ["description"] = offer.Summary,
        ["inLanguage"] = "ja",
        ["applicationCategory"] = "BusinessApplication",
        ["applicationSubCategory"] = new JsonArray([.. offer.Categories.Where(categories.ByCode.ContainsKey).Select(c => JsonValue.Create(categories.ByCode[c].Ja))]),
        ["operatingSystem"] = "Web",
        ["softwareVersion"] = AnswerRules.AsText(offer.SoftwareAnswers["version"]),
        ["featureList"] = AnswerRules.AsTexts(offer.SoftwareAnswers["features"]) is { Count: > 0 } features ? new JsonArray([.. features.Select(f => JsonValue.Create(f))]) : null,
        ["sameAs"] = AnswerRules.AsText(offer.SoftwareAnswers["productUrl"]),
        ["author"] = Company(offer.MakerName),
        ["brand"] = new JsonObject { ["@type"] = "Brand", ["name"] = offer.MakerName },
        ["dateModified"] = offer.PublishedAt.JapanDay().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["offers"] = new JsonObject
        {
            ["@type"] = "Offer",
            ["@id"] = address + "#offer",
            ["url"] = address,
            ["name"] = offer.OfferName,
            ["availability"] = "https://schema.org/InStock",
            ["businessFunction"] = "http://purl.org/goodrelations/v1#LeaseOut",
            ["areaServed"] = "JP",
            ["eligibleCustomerType"] = "http://purl.org/goodrelations/v1#PublicInstitution",
            ["priceCurrency"] = "JPY",
            ["price"] = monthly.Yen,
            ["priceSpecification"] = new JsonArray(
                new JsonObject
                {
                    ["@type"] = "UnitPriceSpecification", ["name"] = "月額", ["price"] = monthly.Yen, ["priceCurrency"] = "JPY", ["unitCode"] = "MON", ["billingIncrement"] = 1, ["valueAddedTaxIncluded"] = false,
                    ["eligibleQuantity"] = new JsonObject { ["@type"] = "QuantitativeValue", ["minValue"] = offer.Price.MinimumTermMonths, ["unitCode"] = "MON" },
                },
                new JsonObject { ["@type"] = "PriceSpecification", ["name"] = "初期費用", ["price"] = offer.Price.Initial.Yen, ["priceCurrency"] = "JPY", ["valueAddedTaxIncluded"] = false }),
            ["seller"] = Company(offer.SellerName, seller, address),
        },
    }.ToJsonString(JsonSerializerOptions.Web);

    private static JsonObject Company(string name, OrganisationView? known = null, string? listing = null)
    {
        var company = new JsonObject { ["@type"] = "Organization", ["name"] = name };
        if (known is null || listing is null)
            return company;
        company["url"] = new Uri(new Uri(listing), $"/vendors/{known.PublicId}").ToString();
        if (known.CorporateNumber is { } number)
            company["identifier"] = new JsonObject { ["@type"] = "PropertyValue", ["propertyID"] = "法人番号", ["value"] = number.ToString() };
        if (known.Prefecture.Length + known.Address.Length > 0)
            company["address"] = new JsonObject { ["@type"] = "PostalAddress", ["addressCountry"] = "JP", ["addressRegion"] = known.Prefecture, ["streetAddress"] = known.Address };
        return company;
    }
}
