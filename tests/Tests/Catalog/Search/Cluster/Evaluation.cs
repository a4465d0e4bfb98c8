using System.Text.Json.Nodes;

namespace Marketplace.Tests.Catalog.Search.Cluster;

/// <summary>Whether a document matches a query, and how well: rarer words and heavier fields count more, roughly as on a cluster.</summary>
internal sealed class Evaluation(IReadOnlyList<JsonObject> documents, Dictionary<string, JsonObject> runtime)
{
    private readonly Dictionary<string, double> rarity = new(StringComparer.Ordinal);

    /// <summary>Null: no match.</summary>
    public double? Score(JsonObject query, JsonObject document)
    {
        var (kind, body) = query.Single();
        return kind switch
        {
            "bool" => Bool(body!.AsObject(), document),
            "dis_max" => DisMax(body!.AsObject(), document),
            "term" => Field(body, out var field)["value"] is { } value && Values(document, field).Contains(value.ToString()) ? 0 : null,
            "terms" => body!.AsObject().Single() is var (name, values) && Values(document, name).Intersect(values!.AsArray().Select(v => v!.ToString())).Any() ? 0 : null,
            "range" => Range(body!, document),
            "match_phrase" => Phrase(Field(body, out var text), text, document, Steps((string)Field(body, out _)["query"]!)),
            "prefix" => Phrase(Field(body, out var begun), begun, document, [(0, t => t.StartsWith((string)Field(body, out _)["value"]!, StringComparison.Ordinal))]),
            "span_near" => Near(body!.AsObject(), document),
            "multi_match" => Words((string)body!["query"]!, document),
            _ => throw new BadCall($"unknown query {kind}"),
        };
    }

    public long Runtime(string field, JsonObject document) => runtime.TryGetValue(field, out var script) ? Scripts.Monthly(script, document) : throw new BadCall($"no field {field}");

    /// <summary>A field's values as words; "removed" of a document without it is missing, as on a cluster.</summary>
    public static IEnumerable<string> Values(JsonObject document, string field) => document[field] switch
    {
        null => [],
        JsonArray many => many.Select(v => v!.ToString()),
        var one => [one.ToString()],
    };

    private double? Bool(JsonObject query, JsonObject document)
    {
        if (query.Any(p => p.Key is not ("must" or "filter" or "should" or "must_not")))
            throw new BadCall("unknown part of bool");
        var sum = 0.0;
        foreach (var clause in Clauses(query, "must"))
        {
            if (Score(clause, document) is not { } score)
                return null;
            sum += score;
        }

        if (Clauses(query, "filter").Any(c => Score(c, document) is null) || Clauses(query, "must_not").Any(c => Score(c, document) is not null))
            return null;
        var should = Clauses(query, "should").Select(c => Score(c, document)).ToList();
        if (should.Count > 0 && query["must"] is null && query["filter"] is null && should.All(s => s is null))
            return null;
        return sum + should.Sum(s => s ?? 0);
    }

    private double? DisMax(JsonObject query, JsonObject document)
    {
        var scores = query["queries"]!.AsArray().Select(q => Score(q!.AsObject(), document)).OfType<double>().ToList();
        return scores.Count == 0 ? null : scores.Max() + (((double?)query["tie_breaker"] ?? 0) * (scores.Sum() - scores.Max()));
    }

    private double? Range(JsonNode query, JsonObject document)
    {
        var bounds = Field(query, out var field);
        var value = Runtime(field, document);
        return value >= (long)bounds["gte"]! && value <= (long)bounds["lte"]! ? 0 : null;
    }

    private double? Near(JsonObject query, JsonObject document)
    {
        if ((int)query["slop"]! != 0 || !(bool)query["in_order"]!)
            throw new BadCall("only exact neighbours are known");
        var steps = new List<(int Offset, Func<string, bool> Fits)>();
        var (place, name) = (0, "");
        foreach (var clause in query["clauses"]!.AsArray().Select(c => c!.AsObject().Single()))
        {
            if (clause.Key == "span_gap")
            {
                place += (int)clause.Value!.AsObject().Single().Value!;
                continue;
            }

            var prefix = clause.Key == "span_multi";
            var wanted = (string)Field(prefix ? clause.Value!["match"]!["prefix"] : clause.Value, out name)["value"]!;
            steps.Add((place++, t => prefix ? t.StartsWith(wanted, StringComparison.Ordinal) : t == wanted));
        }

        return Phrase(query, name, document, steps);
    }

    private double? Phrase(JsonObject options, string field, JsonObject document, IReadOnlyList<(int Offset, Func<string, bool> Fits)> steps)
    {
        if (!Has(document, field, steps))
            return null;
        var key = options.ToJsonString();
        if (!rarity.TryGetValue(key, out var worth))
            rarity[key] = worth = Math.Log(1 + (documents.Count / (1.0 + documents.Count(d => Has(d, field, steps)))));
        return worth * ((double?)options["boost"] ?? 1);
    }

    private static bool Has(JsonObject document, string field, IReadOnlyList<(int Offset, Func<string, bool> Fits)> steps) =>
        Texts(document, field).Select(t => t.Split(' ')).Any(tokens => Enumerable.Range(0, tokens.Length).Any(at => steps.All(s => at + s.Offset < tokens.Length && s.Fits(tokens[at + s.Offset]))));

    private static IReadOnlyList<(int Offset, Func<string, bool> Fits)> Steps(string phrase) =>
        [.. phrase.Split(' ').Select((token, place) => (place, token)).Where(t => t.token != "_").Select(t => (t.place, new Func<string, bool>(x => x == t.token)))];

    /// <summary>Words known to a dictionary only help the order; here a word helps where it stands as it is.</summary>
    private static double? Words(string typed, JsonObject document) =>
        document["words"] is JsonObject words && typed.Split(' ').Any(w => words.SelectMany(f => f.Value!.AsArray()).Any(t => ((string)t!).Contains(w, StringComparison.Ordinal))) ? 0.1 : null;

    private static IEnumerable<string> Texts(JsonObject document, string path) =>
        path.Split('.').Aggregate((JsonNode?)document, (node, name) => node?[name]) is JsonArray texts ? texts.Select(t => (string)t!) : [];

    private static JsonObject Field(JsonNode? query, out string field)
    {
        var (name, body) = query!.AsObject().Single();
        field = name;
        return body!.AsObject();
    }

    private static IEnumerable<JsonObject> Clauses(JsonObject query, string part) => query[part]?.AsArray().Select(c => c!.AsObject()) ?? [];
}
