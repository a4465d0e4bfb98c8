using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>The catalogue's files in the folder catalog-seed.</summary>
internal static class SeedFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static async Task<T> Read<T>(string folder, string file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(Path.Combine(folder, file));
        return await JsonSerializer.DeserializeAsync<T>(stream, Json, cancel) ?? throw new JsonException($"{file} is empty.");
    }

    /// <summary>The question set of the highest version. Files of versions that were seeded once stay as they are, because listings may refer to them.</summary>
    public static string NewestQuestionSet(string folder) => Directory.EnumerateFiles(folder, "question-set-*.json")
        .MaxBy(f => int.Parse(Path.GetFileNameWithoutExtension(f)["question-set-".Length..], System.Globalization.CultureInfo.InvariantCulture))!;

    /// <summary>Sample vendors' organisations by their key in vendors.json; those that are not registered are left out.</summary>
    public static async Task<IReadOnlyDictionary<string, OrganisationView>> Vendors(string folder, IOrganisations organisations, CancellationToken cancel)
    {
        var found = new SortedDictionary<string, OrganisationView>(StringComparer.Ordinal);
        foreach (var row in await Read<VendorRow[]>(folder, "vendors.json", cancel))
        {
            if (await organisations.FindByCorporateNumber(CorporateNumber.Parse(row.CorporateNumber), cancel) is { } vendor)
                found[row.Key] = vendor;
        }

        return found;
    }

    private sealed record VendorRow(string Key, string CorporateNumber);
}

internal sealed record CategoryRow(string Code, string Ja, string En, IReadOnlyList<CategoryRow>? Children);

internal sealed record OffersFile(IReadOnlyList<SoftwareRow> Software, IReadOnlyList<OfferRow> Offers);

internal sealed record SoftwareRow(string Key, string Maker, JsonObject Answers);

internal sealed record OfferRow(string Key, string Software, string Seller, JsonObject Answers);

/// <param name="Body">Code of the local government.</param>
/// <param name="Offer">Key in offers.json.</param>
/// <param name="Reply">The seller's, or empty.</param>
internal sealed record ExperienceRow(string Key, LocalGovernmentCode Body, string Offer, int Since, int Users, Money YearlyCost, bool ShowCost, Experiences.WayBought Way, string Good, string Hard, bool SharesSpecification, bool TakesContact, string Reply);

/// <summary>Words for generated listings; the dictionaries are by leaf code.</summary>
internal sealed record Phrases(
    IReadOnlyList<string> NameHeads, IReadOnlyDictionary<string, IReadOnlyList<string>> NameTails, IReadOnlyDictionary<string, IReadOnlyList<string>> Summaries,
    IReadOnlyList<string> DescriptionParts, IReadOnlyDictionary<string, IReadOnlyList<string>> Features);
