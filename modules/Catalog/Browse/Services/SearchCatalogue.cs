using System.Globalization;
using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace Marketplace.Catalog.Browse;

/// <summary>A search answered, with what is needed to show it.</summary>
internal sealed record SearchAnswer(SearchAddress Address, BodySize Size, CatalogueResults Results, IReadOnlyList<CatalogueFilter> Filters, CategoryTree Categories);

/// <summary>Reads a search from an address, runs it, and says it in words; for the page, the API and cases that lock candidates.</summary>
internal sealed class SearchCatalogue(ICatalogueIndex index, ColumnsFeed feed, CatalogueBasis basis, IOrganisations organisations, CurrentActor actor, CatalogDbContext db, TimeProvider time, Texts t)
{
    public const int PageSize = 30;

    /// <summary>Null when the page asked for does not exist.</summary>
    public async Task<SearchAnswer?> Page(IEnumerable<KeyValuePair<string, StringValues>> query, CancellationToken cancel)
    {
        var address = await Address(query, cancel);
        if (address.Page is not { } page)
            return null;
        var answer = await Answer(address, (page - 1) * PageSize, PageSize, cancel);
        return page > 1 && (page - 1) * PageSize >= answer.Results.Total ? null : answer;
    }

    /// <summary>How many offers each category has, with no other condition.</summary>
    public async Task<SearchAnswer> Overview(CancellationToken cancel) => await Answer(await Address([], cancel), 0, 0, cancel);

    /// <summary>Names that hold what is being typed.</summary>
    public async Task<IReadOnlyList<Suggested>> Suggest(string typed, CancellationToken cancel) => typed.Length > 100 ? [] :
        (await feed.Current(cancel)).Names.Holding(typed, (await basis.Categories(cancel)).All, 8);

    /// <summary>Names much like a keyword that nothing was found for.</summary>
    public async Task<IReadOnlyList<Suggested>> Like(string keyword, CancellationToken cancel) =>
        (await feed.Current(cancel)).Names.Like(keyword, (await basis.Categories(cancel)).All, 5);

    /// <summary>Offers that come nearest to a keyword that nothing was found for, whatever the filters.</summary>
    public async Task<IReadOnlyList<CatalogueHit>> Near(SearchAnswer answer, CancellationToken cancel)
    {
        var columns = await feed.Current(cancel);
        var loosely = Keywords.Parse(answer.Address.Keyword).Loosely();
        return ResultPage.Of(columns, Nearest.Of(columns, loosely), answer.Address.Query(answer.Size, 0, 0), loosely, time.JapanToday());
    }

    /// <inheritdoc cref="ICatalogue.Find"/>
    public async Task<CandidateList> Find(string queryString, int atMost, CancellationToken cancel)
    {
        var answer = await Answer(await Address(QueryHelpers.ParseQuery(queryString), cancel), 0, atMost, cancel);
        var ids = answer.Results.Hits.Select(h => h.OfferId).ToArray();
        var offers = await db.PublishedOffers.AsNoTracking().Where(p => ids.Contains(p.OfferId) && p.WithdrawnAt == null).ToDictionaryAsync(p => p.OfferId, p => p.Snapshot, cancel);
        // An offer withdrawn a moment ago may still be in the index; it is no candidate.
        return new CandidateList(answer.Results.Total - (ids.Length - offers.Count), [.. ids.Where(offers.ContainsKey).Select(id => offers[id])], InWords(answer));
    }

    /// <summary>The size that prices are shown for: as asked, else the actor's own body's, else a usual one; one body where nobody said that several use it together.</summary>
    public async Task<BodySize> Size(int? users, int? population, CancellationToken cancel, int? bodies = null)
    {
        var own = population is null && actor.Value.IsBody ? (await organisations.Find(actor.Value.OrganisationId, cancel))?.Population : null;
        return new BodySize(users ?? BodySize.UsualUsers, population ?? own ?? BodySize.UsualPopulation, own is not null, bodies ?? 1);
    }

    /// <summary>"「文書管理」・LGWANからの利用：直接使える の検索結果".</summary>
    public string InWords(SearchAnswer answer)
    {
        var conditions = Conditions(answer).Select(c => c.Text).ToArray();
        return conditions.Length == 0 ? t["すべてのサービス"] : t["{0} の検索結果", string.Join(t["・"], conditions)];
    }

    /// <summary>The search's conditions in words, each with the search without it. Keyword and category first.</summary>
    public IEnumerable<(string Text, SearchAddress Without)> Conditions(SearchAnswer answer)
    {
        var address = answer.Address with { Page = 1 };
        if (address.Keyword.Length > 0)
            yield return (t["「{0}」", address.Keyword], address with { Keyword = "" });
        if (address.Category is { } code)
            yield return (AnswerText.Category(code, answer.Categories.ByCode, t), address with { Category = null });
        foreach (var condition in Filters(answer, address))
            yield return condition;
    }

    /// <summary>The filters in words, each with the search without it.</summary>
    public IEnumerable<(string Text, SearchAddress Without)> Filters(SearchAnswer answer, SearchAddress address)
    {
        foreach (var filter in answer.Filters.Where(f => address.Chosen.ContainsKey(f.Id)))
        {
            foreach (var value in filter.Values.Where(v => address.Has(filter.Id, v.Value)))
                yield return (t["{0}：{1}", t.Pick(filter.Ja, filter.En), Name(filter, value)], address.Toggled(filter.Id, value.Value));
        }

        if (address.Secure)
            yield return (t["情報セキュリティの認証が有効"], address with { Secure = false });
        if (address.PriceFrom is { } from)
            yield return (t["月額{0}以上（{1}）", new Money(from), PriceWords.Of(answer.Size, t)], address with { PriceFrom = null });
        if (address.PriceTo is { } to)
            yield return (t["月額{0}以下（{1}）", new Money(to), PriceWords.Of(answer.Size, t)], address with { PriceTo = null });
    }

    /// <summary>A leaf of a tree with its group.</summary>
    private string Name(CatalogueFilter filter, CatalogueFilterValue value) => filter.Values.FirstOrDefault(v => v.Value == value.Group) is { } group
        ? $"{t.Pick(group.Ja, group.En)} ＞ {t.Pick(value.Ja, value.En)}" : t.Pick(value.Ja, value.En);

    public static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private async Task<SearchAddress> Address(IEnumerable<KeyValuePair<string, StringValues>> query, CancellationToken cancel) =>
        SearchAddress.Parse(query, CatalogueFilters.Of(await basis.OpenSet(cancel)), (await basis.Categories(cancel)).ByCode);

    private async Task<SearchAnswer> Answer(SearchAddress address, int skip, int take, CancellationToken cancel)
    {
        var size = await Size(address.Users, address.Population, cancel);
        var results = await index.Search(address.Query(size, skip, take), cancel);
        return new SearchAnswer(address, size, results, CatalogueFilters.Of(await basis.OpenSet(cancel)), await basis.Categories(cancel));
    }
}
