using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog.Browse;

[Requires(Act.Browse)]
[SameForVisitors]
public sealed class SearchModel : MarketplacePage
{
    internal SearchAnswer Search { get; private set; } = null!;
    internal SearchAddress Address => Search.Address;
    internal CatalogueResults Found => Search.Results;
    internal SearchAddress FirstPage => Address with { Page = 1 };
    internal string InWords { get; private set; } = "";

    /// <summary>もしかして: what was perhaps meant, when nothing was found.</summary>
    internal IReadOnlyList<Suggested> Perhaps { get; private set; } = [];

    /// <summary>What comes nearest, when nothing was found.</summary>
    internal IReadOnlyList<CatalogueHit> Near { get; private set; } = [];
    internal IReadOnlyList<AppliedFilter> Applied { get; private set; } = [];
    internal int Pages => Math.Max(1, (Found.Total + SearchCatalogue.PageSize - 1) / SearchCatalogue.PageSize);
    internal int First => ((Address.Page ?? 1) - 1) * SearchCatalogue.PageSize + 1;
    internal CatalogueSort Sort => Address.Sort ?? CatalogueSort.Relevance;

    public async Task<IActionResult> OnGet()
    {
        var search = Service<SearchCatalogue>();
        if (await search.Page(Request.Query, Cancel) is not { } answer)
            return NotFound();
        Search = answer;
        InWords = search.InWords(answer);
        if (answer.Results.Total == 0 && answer.Address.Keyword.Length > 0)
            (Perhaps, Near) = (await search.Like(answer.Address.Keyword, Cancel), await search.Near(answer, Cancel));
        Applied = [.. search.Filters(answer, FirstPage).Select(f => new AppliedFilter(f.Text, f.Without.Url()))];
        return Page();
    }

    internal string SortUrl(CatalogueSort sort) => (FirstPage with { Sort = sort }).Url();

    /// <summary>The groups; or the chosen group and its leaves.</summary>
    internal IEnumerable<CategoryView> Shown()
    {
        var group = Group;
        return group is null ? Search.Categories.All.Where(c => c.Parent is null) : Search.Categories.All.Where(c => c.Parent == group.Code);
    }

    internal CategoryView? Group => Address.Category is { } code ? Search.Categories.ByCode[code[..2]] : null;

    internal IEnumerable<(CatalogueSort Sort, string Text)> Sorts =>
    [
        (CatalogueSort.Relevance, Address.Keyword.Length > 0 ? T["関連度"] : T["日替わり"]), (CatalogueSort.Price, T["価格の安い順"]),
        (CatalogueSort.Newest, T["新着順"]), (CatalogueSort.Name, T["五十音順"]),
    ];
}
