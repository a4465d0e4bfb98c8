using System.Globalization;
using System.Text;
using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.Extensions.Primitives;

namespace Marketplace.Catalog.Browse;

/// <summary>A search as it stands in an address, with everything unknown dropped: the whole state of the search page.</summary>
/// <param name="Keyword">As typed, at most 200 characters.</param>
/// <param name="Chosen">Ticked values by filter id, both known to the question set, in its order.</param>
/// <param name="Page">From 1; null when the address asks for no possible page.</param>
internal sealed record SearchAddress(
    string Keyword, string? Category, IReadOnlyDictionary<string, IReadOnlyList<string>> Chosen, bool Secure, long? PriceFrom, long? PriceTo,
    int? Users, int? Population, CatalogueSort? Sort, int? Page)
{
    /// <summary>Names of the parameters beside the filters' ids. "p" because Razor Pages keeps "page" for itself.</summary>
    public const string KeywordName = "q", CategoryName = "category", SecureName = "secure", FromName = "priceFrom", ToName = "priceTo",
        UsersName = "users", PopulationName = "population", SortName = "sort", PageName = "p";

    /// <summary>Bounds that keep prices computable: far over the largest body and the dearest plan.</summary>
    public const int MostUsers = 1_000_000, MostPopulation = 20_000_000;

    private const int LongestKeyword = 200;
    private const long MostYen = 100_000_000_000;

    public static SearchAddress Parse(
        IEnumerable<KeyValuePair<string, StringValues>> query, IReadOnlyList<CatalogueFilter> filters, IReadOnlyDictionary<string, CategoryView> categories)
    {
        var given = new Dictionary<string, StringValues>(query, StringComparer.Ordinal);
        string? One(string name) => given.TryGetValue(name, out var values) ? values.FirstOrDefault(v => !string.IsNullOrWhiteSpace(v))?.Trim() : null;
        var chosen = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var filter in filters)
        {
            if (given.TryGetValue(filter.Id, out var values) && filter.Values.Select(v => v.Value).Where(v => values.Contains(v)).ToArray() is { Length: > 0 } known)
                chosen[filter.Id] = known;
        }

        var keyword = One(KeywordName) ?? "";
        return new SearchAddress(
            keyword.Length > LongestKeyword ? keyword[..LongestKeyword] : keyword,
            One(CategoryName) is { } category && categories.ContainsKey(category) ? category : null,
            chosen,
            One(SecureName) == "1",
            Number(One(FromName), 0, MostYen), Number(One(ToName), 0, MostYen),
            (int?)Number(One(UsersName), 1, MostUsers), (int?)Number(One(PopulationName), 0, MostPopulation),
            Enum.TryParse<CatalogueSort>(One(SortName), ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : null,
            given.ContainsKey(PageName) ? (int?)Number(One(PageName), 1, 100_000) : 1);
    }

    /// <summary>Digits as people type them (全角, thousands marks); null when it is no number within the bounds.</summary>
    public static long? Number(string? typed, long least, long most) =>
        typed is { Length: < 30 } && long.TryParse(JapaneseText.Fold(typed).Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most ? number : null;

    public bool Has(string filter, string value) => Chosen.TryGetValue(filter, out var values) && values.Contains(value);

    /// <summary>With that value ticked, or no longer; on the first page.</summary>
    public SearchAddress Toggled(string filter, string value)
    {
        var chosen = new Dictionary<string, IReadOnlyList<string>>(Chosen, StringComparer.Ordinal);
        IReadOnlyList<string> values = Has(filter, value) ? [.. Chosen[filter].Where(v => v != value)] : [.. Chosen.GetValueOrDefault(filter) ?? [], value];
        if (values.Count == 0)
            chosen.Remove(filter);
        else
            chosen[filter] = values;
        return this with { Chosen = chosen, Page = 1 };
    }

    /// <summary>Keyword, category, size and order stay.</summary>
    public SearchAddress WithoutFilters() =>
        this with { Chosen = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), Secure = false, PriceFrom = null, PriceTo = null, Page = 1 };

    public CatalogueQuery Query(BodySize size, int skip, int take) =>
        new(Keyword, Category, Chosen, Secure, PriceFrom, PriceTo, size.Users, size.Population, Sort ?? CatalogueSort.Relevance, skip, take);

    /// <summary>All parameters but those named, in a fixed order; the page only when it is not the first.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters(params ReadOnlySpan<string> except)
    {
        var all = new List<(string Name, string Value)>(8);
        void Add(string name, string? value)
        {
            if (value is not null)
                all.Add((name, value));
        }

        Add(KeywordName, Keyword.Length > 0 ? Keyword : null);
        Add(CategoryName, Category);
        foreach (var (filter, values) in Chosen)
        {
            foreach (var value in values)
                Add(filter, value);
        }

        Add(SecureName, Secure ? "1" : null);
        Add(FromName, Plain(PriceFrom));
        Add(ToName, Plain(PriceTo));
        Add(UsersName, Plain(Users));
        Add(PopulationName, Plain(Population));
        Add(SortName, Sort?.ToString().ToLowerInvariant());
        Add(PageName, Page is > 1 ? Plain(Page) : null);
        foreach (var name in except)
            all.RemoveAll(p => p.Name == name);
        return all;
    }

    /// <summary>"?q=…&amp;…", or nothing. A search page holds more than a hundred of these.</summary>
    public string QueryString(params ReadOnlySpan<string> except)
    {
        var text = new StringBuilder(100);
        foreach (var (name, value) in Parameters(except))
            text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return text.ToString();
    }

    /// <summary>Only the size, for pages that show prices too.</summary>
    public string SizeQuery() => (this with { Keyword = "", Category = null, Sort = null }).WithoutFilters().QueryString();

    public string Url() => "/services" + QueryString();

    private static string? Plain(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The size for which prices are computed.</summary>
/// <param name="Own">The population is the actor's own body's.</param>
/// <param name="Bodies">How many bodies use it together (共同利用), for prices that depend on it; users and inhabitants are of one of them.</param>
internal sealed record BodySize(int Users, int Population, bool Own, int Bodies = 1)
{
    /// <summary>All bodies (1,788) and room for their unions (一部事務組合).</summary>
    public const int MostBodies = 4_000;

    /// <summary>Where nobody said how large: a middling city's office with one department using it.</summary>
    public const int UsualUsers = 100, UsualPopulation = 50_000;
}
