using System.Text.Json.Nodes;
using Marketplace.Catalog.Search;

namespace Marketplace.Catalog.Elasticsearch;

/// <summary>A search as the cluster is asked it. What holds for hits and all counts is the query; category and single choices, which their own counts leave out,
/// narrow the hits afterwards and each count by itself.</summary>
internal static class SearchBody
{
    /// <summary>Names of the aggregations.</summary>
    public const string Found = "found", Values = "values", Secure = "secure", Category = "category", Own = "own:", Index = "index", Position = "position";

    /// <summary>More values than any question set has.</summary>
    private const int Most = 5000;

    /// <summary>How much a match counts by field, as in the built-in index.</summary>
    private static readonly (string Field, double Boost)[] Fields = [("a", 10), ("b", 4), ("c", 2), ("d", 1)];

    /// <summary>Monthly price for a size. Keyword doc values are sorted, so bands come in the order of where they begin.</summary>
    public const string MonthlyScript =
        "if (doc['basis'].size() == 0) { return; } String basis = doc['basis'].value; long size = basis == 'Users' ? params.users : basis == 'Population' ? params.population : basis == 'Bodies' ? 1 : 0; long monthly = 0; "
        + "for (int i = 0; i < doc['tiers'].size(); i++) { String tier = doc['tiers'].get(i); if (Long.parseLong(tier.substring(0, 10)) <= size || i == 0) { monthly = Long.parseLong(tier.substring(11)); } } "
        + "emit(basis == 'Users' ? monthly * params.users : monthly);";

    /// <summary>The day's lot of an offer: mixes its own number with the day, so that equals are ordered otherwise every day and nobody can choose a place.</summary>
    public const string LotScript =
        "long h = doc['lot'].value ^ (params.day * -7046029254386353131L); h ^= h >>> 32; h *= -4417276706812531889L; h ^= h >>> 29; h *= -8796714831421723037L; h ^= h >>> 32; return (double) (h & 0x1FFFFFFFFFFFFFL);";

    /// <param name="suspended">Sellers whose offers are hidden.</param>
    /// <param name="secure">Sellers with a proof of information security that is valid today.</param>
    /// <param name="day">Today in Japan, as <see cref="DateOnly.DayNumber"/>.</param>
    public static JsonObject Of(
        CatalogueQuery query, Keywords keywords, IReadOnlyList<CatalogueFilter> filters, IReadOnlyCollection<Guid> suspended, IReadOnlyCollection<Guid> secure, int day)
    {
        var chosen = filters.Where(f => query.Chosen.TryGetValue(f.Id, out var values) && values.Count > 0).ToArray();
        var single = chosen.Where(f => !f.AllMustMatch).ToDictionary(f => f, f => Terms("values", query.Chosen[f.Id].Select(v => CatalogueFilters.Key(f.Id, v))));
        var category = query.Category is null ? null : Term("categories", query.Category);
        var own = Terms("seller", secure.Select(s => s.ToString()));
        List<JsonObject> always = [Term("removed", false), .. chosen.Where(f => f.AllMustMatch).SelectMany(f => query.Chosen[f.Id].Select(v => Term("values", CatalogueFilters.Key(f.Id, v))))];
        if (query.SecureToday)
            always.Add(own);
        if (query.PriceFrom is not null || query.PriceTo is not null)
            always.Add(Object("range", Object("monthly", new JsonObject { ["gte"] = query.PriceFrom ?? 0, ["lte"] = query.PriceTo ?? long.MaxValue })));
        var (must, mustNot, should) = Text(keywords, query.Keyword);
        if (suspended.Count > 0)
            mustNot.Add(Terms("seller", suspended.Select(s => s.ToString())));

        JsonObject Narrowed(CatalogueFilter? except, bool withCategory) =>
            Bool(filter: [.. single.Where(s => s.Key != except).Select(s => s.Value), .. category is null || !withCategory ? [] : new[] { category }]);

        var aggregations = new JsonObject
        {
            [Found] = Count(Narrowed(null, withCategory: true), new JsonObject { [Values] = Each("values"), [Secure] = new JsonObject { ["filter"] = own.DeepClone() } }),
            [Category] = Count(Narrowed(null, withCategory: false), new JsonObject { [Values] = Each("categories") }),
            [Index] = new JsonObject { ["global"] = new JsonObject(), ["aggregations"] = new JsonObject { [Position] = Object("max", Object("field", "position")) } },
        };
        foreach (var filter in single.Keys)
            aggregations[Own + filter.Id] = Count(Narrowed(filter, withCategory: true), new JsonObject { [Values] = Each("values") });
        return new JsonObject
        {
            ["query"] = Bool(must, always, should, mustNot),
            ["post_filter"] = Narrowed(null, withCategory: true),
            ["aggregations"] = aggregations,
            ["runtime_mappings"] = Object("monthly", new JsonObject
            {
                ["type"] = "long",
                ["script"] = new JsonObject { ["source"] = MonthlyScript, ["params"] = new JsonObject { ["users"] = query.Users, ["population"] = query.Population } },
            }),
            ["sort"] = Sort(query.Sort, keywords.IsEmpty, day),
            ["from"] = query.Skip,
            ["size"] = query.Take,
            ["track_total_hits"] = true,
            ["_source"] = false,
            ["docvalue_fields"] = new JsonArray(Object("field", "number")),
        };
    }

    private static JsonArray Sort(CatalogueSort sort, bool withoutKeyword, int day)
    {
        var lot = Object("_script", new JsonObject
        {
            ["type"] = "number", ["order"] = "asc", ["script"] = new JsonObject { ["source"] = LotScript, ["params"] = Object("day", day) },
        });
        return sort switch
        {
            CatalogueSort.Price => [Order("monthly", "asc"), lot],
            CatalogueSort.Newest => [Order("published", "desc"), lot],
            CatalogueSort.Name => [Order("sortName", "asc"), lot],
            _ when withoutKeyword => [lot],
            _ => [Order("_score", "desc"), lot],
        };
    }

    /// <summary>What must be there is decided by the pairs alone, as in the built-in index; words that kuromoji knows only help the order.</summary>
    private static (List<JsonObject> Must, List<JsonObject> MustNot, List<JsonObject> Should) Text(Keywords keywords, string typed)
    {
        var must = keywords.Clauses.Where(c => !c[0].Not).Select(c => Either([.. c.Select(All)])).ToList();
        var mustNot = keywords.Clauses.Where(c => c[0].Not).SelectMany(c => c).Select(All).ToList();
        var words = string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(w => w[0] is not ('-' or '−' or 'ー')));
        return (must, mustNot, must.Count == 0 || words.Length == 0 ? [] : [Object("multi_match", new JsonObject
        {
            ["query"] = words, ["type"] = "best_fields", ["boost"] = 0.3, ["fields"] = new JsonArray([.. Fields.Select(f => (JsonNode)string.Create(System.Globalization.CultureInfo.InvariantCulture, $"words.{f.Field}^{f.Boost}"))]),
        })]);
    }

    private static JsonObject All(Term term) => term.Phrases.Count == 1 ? Phrase(term.Phrases[0]) : Bool(must: [.. term.Phrases.Select(Phrase)]);

    private static JsonObject Phrase(IReadOnlyList<Token> phrase) => Object("dis_max", new JsonObject
    {
        ["queries"] = new JsonArray([.. Fields.Select(f => (JsonNode)InField("pairs." + f.Field, f.Boost, phrase))]), ["tie_breaker"] = 0.1,
    });

    private static JsonObject InField(string field, double boost, IReadOnlyList<Token> phrase)
    {
        if (!phrase.Any(t => t.Prefix))
            return Object("match_phrase", Object(field, new JsonObject { ["query"] = Pairs.Of(phrase), ["boost"] = boost }));
        if (phrase.Count == 1)
            return Object("prefix", Object(field, new JsonObject { ["value"] = phrase[0].Text, ["boost"] = boost }));
        var clauses = new JsonArray();
        for (var i = 0; i < phrase.Count; i++)
        {
            if (i > 0 && phrase[i].Place - phrase[i - 1].Place - 1 is > 0 and var gap)
                clauses.Add((JsonNode)Object("span_gap", Object(field, gap)));
            clauses.Add((JsonNode)(phrase[i].Prefix ? Object("span_multi", Object("match", Object("prefix", Object(field, new JsonObject { ["value"] = phrase[i].Text }))))
                : Object("span_term", Object(field, new JsonObject { ["value"] = phrase[i].Text }))));
        }

        return Object("span_near", new JsonObject { ["clauses"] = clauses, ["slop"] = 0, ["in_order"] = true, ["boost"] = boost });
    }

    private static JsonObject Either(IReadOnlyList<JsonObject> of) => of.Count == 1 ? of[0] : Object("dis_max", new JsonObject { ["queries"] = new JsonArray([.. of]) });

    private static JsonObject Bool(IEnumerable<JsonObject>? must = null, IEnumerable<JsonObject>? filter = null, IEnumerable<JsonObject>? should = null, IEnumerable<JsonObject>? mustNot = null)
    {
        var parts = new JsonObject();
        foreach (var (name, clauses) in new[] { ("must", must), ("filter", filter), ("should", should), ("must_not", mustNot) })
        {
            if (clauses?.Select(c => c.DeepClone()).ToArray() is { Length: > 0 } some)
                parts[name] = new JsonArray(some);
        }

        return Object("bool", parts);
    }

    private static JsonObject Count(JsonObject of, JsonObject within) => new() { ["filter"] = of, ["aggregations"] = within };

    private static JsonObject Each(string field) => Object("terms", new JsonObject { ["field"] = field, ["size"] = Most });

    private static JsonObject Term(string field, JsonNode value) => Object("term", Object(field, new JsonObject { ["value"] = value }));

    private static JsonObject Terms(string field, IEnumerable<string> values) => Object("terms", Object(field, new JsonArray([.. values.Select(v => (JsonNode)v)])));

    private static JsonObject Order(string field, string order) => Object(field, new JsonObject { ["order"] = order });

    private static JsonObject Object(string name, JsonNode value) => new() { [name] = value };
}
