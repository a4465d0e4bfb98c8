using Marketplace.Shared;

namespace Marketplace.Catalog.Search;

/// <summary>Finds published offers. Derived data: it can be rebuilt from the published offers at any time, and late or repeated writes are harmless
/// because every write carries the offer's version. The built-in index is on PostgreSQL; an engine may take its place.</summary>
public interface ICatalogueIndex
{
    /// <summary>Takes these offers in. One at a lower version than the index has, or at the version that was removed, is ignored.</summary>
    Task Upsert(IReadOnlyCollection<OfferSnapshot> offers, CancellationToken cancel);

    /// <summary>Takes an offer out, unless the index has a higher version of it. An older version that arrives later stays out.</summary>
    Task Remove(Guid offerId, int version, CancellationToken cancel);

    /// <summary>Answers a search. Only offers of sellers that are certified now are found.</summary>
    Task<CatalogueResults> Search(CatalogueQuery query, CancellationToken cancel);

    /// <summary>Builds the whole index anew from the published offers while it goes on serving.</summary>
    Task Rebuild(IProgress<RebuildProgress> progress, CancellationToken cancel);
}

/// <summary>How far a rebuild has come.</summary>
public sealed record RebuildProgress(long Done, long Total);

/// <summary>How results are ordered. Equal ones are ordered by a hash of offer and day (Japan time): the order changes daily, no seller can influence it.</summary>
public enum CatalogueSort
{
    /// <summary>Best match first; without a keyword the day's lottery.</summary>
    Relevance,

    /// <summary>Lowest monthly price for the size asked for first.</summary>
    Price,

    /// <summary>Most recently published first.</summary>
    Newest,

    /// <summary>By the name in kana order (五十音順).</summary>
    Name,
}

/// <summary>A question of the question set by which offers are filtered.</summary>
/// <param name="Id">The question's id, which is also the parameter's name in addresses.</param>
/// <param name="AllMustMatch">True: an offer must have every ticked value (checkboxes); false: any of them (single choice).</param>
public sealed record CatalogueFilter(string Id, string Ja, string? En, bool AllMustMatch, IReadOnlyList<CatalogueFilterValue> Values);

/// <summary>A value of a filter.</summary>
/// <param name="Group">The value it is part of, in a tree of two levels; that one comes before and counts whatever has any of its parts.</param>
public sealed record CatalogueFilterValue(string Value, string Ja, string? En, string? Group = null);

/// <summary>A search.</summary>
/// <param name="Keyword">As typed; anything is allowed.</param>
/// <param name="Category">Group (two digits) or leaf (four digits); null: all.</param>
/// <param name="Chosen">Ticked values by filter id; unknown ids and values have been dropped.</param>
/// <param name="SecureToday">Only sellers with a proof of information security that is valid today in Japan.</param>
/// <param name="PriceFrom">Lowest monthly price in yen without tax for the size asked for, inclusive.</param>
/// <param name="PriceTo">Highest, inclusive.</param>
/// <param name="Users">Users for whom prices are computed, at least 1.</param>
/// <param name="Population">Inhabitants for whom prices are computed, at least 0.</param>
/// <param name="Take">0 to 1,000 hits; counts are always complete.</param>
public sealed record CatalogueQuery(
    string Keyword, string? Category, IReadOnlyDictionary<string, IReadOnlyList<string>> Chosen, bool SecureToday, long? PriceFrom, long? PriceTo,
    int Users, int Population, CatalogueSort Sort, int Skip, int Take);

/// <summary>What was found.</summary>
/// <param name="Total">All offers found, whatever the page.</param>
/// <param name="Filters">For each filter in the set's order its values' counts: what choosing the value in addition would show.</param>
/// <param name="Categories">Counts by category code, groups and leaves, with the category itself left out of the search.</param>
/// <param name="SecureToday">What asking for a valid proof would show.</param>
/// <param name="AllCategories">The count with the category left out.</param>
/// <param name="Position">Grows with every change of the index; equal positions give equal answers on the same day.</param>
public sealed record CatalogueResults(
    int Total, IReadOnlyList<CatalogueHit> Hits, IReadOnlyList<FilterCounts> Filters, IReadOnlyDictionary<string, int> Categories,
    int SecureToday, int AllCategories, long Position);

/// <summary>Counts of one filter's values, in the values' order.</summary>
public sealed record FilterCounts(CatalogueFilter Filter, IReadOnlyList<int> Counts);

/// <summary>An offer found.</summary>
/// <param name="Monthly">Monthly price in yen without tax for the size asked for.</param>
/// <param name="Proofs">The seller's proofs that are valid today.</param>
public sealed record CatalogueHit(
    Guid OfferId, string PublicId, int Version, Marked Name, Marked OfferName, Marked Summary, Guid SellerId, Marked SellerName, Money Monthly,
    PricePlan Price, DateTimeOffset PublishedAt, IReadOnlyList<string> Categories, IReadOnlyList<ProofKind> Proofs);

/// <summary>A text and the places in it that match the keyword.</summary>
/// <param name="Places">Ascending, not overlapping; start and length in UTF-16 units.</param>
public sealed record Marked(string Text, IReadOnlyList<(int Start, int Length)> Places);
