using Marketplace.Shared;

namespace Marketplace.Catalog.Search;

/// <summary>Applies a search's filters to the columns and counts what each further choice would show.</summary>
internal sealed class Matching
{
    private readonly Columns columns;
    private readonly Bitmap secure;
    private readonly Bitmap category;
    private readonly Bitmap others;
    private readonly (CatalogueFilter Filter, Bitmap? Chosen)[] groups;

    /// <param name="text">Offers that match the keyword; null: no keyword.</param>
    public Matching(Columns columns, CatalogueQuery query, IReadOnlyList<CatalogueFilter> filters, DateOnly today, Bitmap? text)
    {
        this.columns = columns;
        secure = columns.On(today).Secure;
        var found = text is null ? columns.Visible : columns.Visible.And(text);
        if (query.SecureToday)
            found = found.And(secure);
        if (query.PriceFrom is not null || query.PriceTo is not null)
            found = Priced(found, query);
        others = found;
        category = query.Category is { } code ? columns.With(Columns.CategoryValue(code)) : columns.Visible;
        groups = [.. filters.Select(f => (f, Chosen(f, query)))];
        Found = All(except: null, withCategory: true);
    }

    /// <summary>The offers that fulfil everything.</summary>
    public Bitmap Found { get; }

    public IReadOnlyList<FilterCounts> Filters => [.. groups.Select(g =>
    {
        // Single choice: its values are alternatives, so the own choice is left out. Checkboxes: a further tick narrows.
        var from = g.Filter.AllMustMatch || g.Chosen is null ? Found : All(g.Filter, withCategory: true);
        return new FilterCounts(g.Filter, [.. g.Filter.Values.Select(v => from.CountAnd(columns.With(CatalogueFilters.Key(g.Filter.Id, v.Value))))]);
    })];

    public int SecureToday => Found.CountAnd(secure);

    public (int All, Dictionary<string, int> ByCode) Categories(IEnumerable<string> codes)
    {
        var from = All(except: null, withCategory: false);
        return (from.Count(), codes.ToDictionary(c => c, c => from.CountAnd(columns.With(Columns.CategoryValue(c))), StringComparer.Ordinal));
    }

    private Bitmap All(CatalogueFilter? except, bool withCategory)
    {
        var found = withCategory ? others.And(category) : others;
        foreach (var (filter, chosen) in groups)
        {
            if (chosen is not null && filter != except)
                found = found.And(chosen);
        }

        return found;
    }

    private Bitmap? Chosen(CatalogueFilter filter, CatalogueQuery query)
    {
        if (!query.Chosen.TryGetValue(filter.Id, out var chosen) || chosen.Count == 0)
            return null;
        var bitmaps = chosen.Select(v => columns.With(CatalogueFilters.Key(filter.Id, v)));
        return bitmaps.Aggregate((a, b) => filter.AllMustMatch ? a.And(b) : a.Or(b));
    }

    private Bitmap Priced(Bitmap found, CatalogueQuery query)
    {
        var priced = new Bitmap(columns.Rows.Length);
        foreach (var number in found.ToArray())
        {
            var monthly = columns.Rows[number]!.Monthly(query.Users, query.Population);
            if (monthly >= (query.PriceFrom ?? 0) && monthly <= (query.PriceTo ?? long.MaxValue))
                priced.Set(number);
        }

        return priced;
    }
}
