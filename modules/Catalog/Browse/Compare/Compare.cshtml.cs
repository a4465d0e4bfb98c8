using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Catalog.Browse;

[Requires(Act.Browse)]
public sealed class CompareModel : MarketplacePage
{
    internal ComparisonQuery Asked { get; private set; } = null!;

    /// <summary>All that were chosen and exist, also when they are too many to compare.</summary>
    internal IReadOnlyList<OfferSnapshot> Chosen { get; private set; } = [];
    internal Comparison Comparison { get; private set; } = null!;
    internal bool TooMany => Chosen.Count > ReadComparison.Most;

    public async Task OnGet()
    {
        var numbers = NumbersAsked.Of(Request.Query);
        Refused(numbers.Faults);
        Asked = await Read(Request.Query, numbers, Service<SearchCatalogue>(), Cancel);
        var compare = Service<ReadComparison>();
        Chosen = await compare.Offers(Asked.Ids, Cancel);
        Comparison = await compare.Compare(TooMany ? [] : Chosen, Asked, Cancel);
    }

    internal static async Task<ComparisonQuery> Read(IQueryCollection query, NumbersAsked numbers, SearchCatalogue search, CancellationToken cancel) => new(
        [.. query["ids"].OfType<string>()], await search.Size(numbers.Users, numbers.Population, cancel, numbers.Bodies), numbers.Months ?? 12, query["diff"] == "1");

    /// <summary>The comparison's address with these offers.</summary>
    internal string AddressOf(IEnumerable<OfferSnapshot> offers, bool? onlyDifferences = null, string path = "/compare") =>
        path + "?" + string.Join('&', Parameters(offers, onlyDifferences ?? Asked.OnlyDifferences).Select(p => $"{p.Name}={p.Value}"));

    internal IEnumerable<(string Name, string Value)> Parameters(IEnumerable<OfferSnapshot> offers, bool onlyDifferences)
    {
        foreach (var offer in offers)
            yield return ("ids", offer.PublicId);
        foreach (var (name, value) in new[] { ("users", Asked.Size.Users), ("population", Asked.Size.Population), ("bodies", Asked.Size.Bodies), ("months", Asked.Months) })
            yield return (name, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (onlyDifferences)
            yield return ("diff", "1");
    }
}
