using System.Text.Json.Nodes;

namespace Marketplace.Tests.Catalog.Search.Cluster;

/// <summary>Answers a search over documents by the queries, aggregations and orders that the engine uses; any other is a <see cref="BadCall"/>.</summary>
internal static class QueryDouble
{
    public static JsonObject Search(JsonObject request, IReadOnlyList<JsonObject> documents)
    {
        var runtime = request["runtime_mappings"]?.AsObject().ToDictionary(m => m.Key, m => m.Value!["script"]!.AsObject()) ?? [];
        var query = new Evaluation(documents, runtime);
        var matches = documents.Select(d => (Document: d, Score: query.Score(request["query"]!.AsObject(), d))).Where(m => m.Score is not null).Select(m => (m.Document, m.Score!.Value)).ToList();
        var shown = request["post_filter"] is JsonObject after ? matches.Where(m => query.Score(after, m.Document) is not null).ToList() : matches;
        var (from, size) = ((int?)request["from"] ?? 0, (int?)request["size"] ?? 10);
        if (from + size > 1_000_000)
            throw new BadCall("result window too large");
        var page = Sorted(request["sort"]!.AsArray(), shown, query).Skip(from).Take(size);
        return new JsonObject
        {
            ["hits"] = new JsonObject
            {
                ["total"] = new JsonObject { ["value"] = shown.Count, ["relation"] = "eq" },
                ["hits"] = new JsonArray([.. page.Select(m => (JsonNode)new JsonObject { ["_score"] = m.Score, ["fields"] = new JsonObject { ["number"] = new JsonArray(m.Document["number"]!.DeepClone()) } })]),
            },
            ["aggregations"] = Aggregated(request["aggregations"]!.AsObject(), [.. matches.Select(m => m.Document)], documents, query),
        };
    }

    private static List<(JsonObject Document, double Score)> Sorted(JsonArray sort, List<(JsonObject Document, double Score)> matches, Evaluation query)
    {
        IOrderedEnumerable<(JsonObject Document, double Score)>? ordered = null;
        foreach (var (by, how) in sort.Select(s => s!.AsObject().Single()))
        {
            Func<(JsonObject Document, double Score), IComparable> key = by switch
            {
                "_score" => m => m.Score,
                "_script" => m => Scripts.Lot(how!["script"]!.AsObject(), m.Document),
                "monthly" => m => query.Runtime(by, m.Document),
                _ => m => new Ordinal((string)m.Document[by]!),
            };
            var descending = (string?)how!["order"] == "desc";
            ordered = (ordered, descending) switch
            {
                (null, false) => matches.OrderBy(key),
                (null, true) => matches.OrderByDescending(key),
                (_, false) => ordered.ThenBy(key),
                (_, true) => ordered.ThenByDescending(key),
            };
        }

        return ordered is null ? matches : [.. ordered];
    }

    private static JsonObject Aggregated(JsonObject wanted, IReadOnlyList<JsonObject> matches, IReadOnlyList<JsonObject> all, Evaluation query)
    {
        var answers = new JsonObject();
        foreach (var (name, aggregation) in wanted)
        {
            var inside = aggregation!["aggregations"]?.AsObject();
            if (aggregation["filter"] is JsonObject filter)
            {
                var those = matches.Where(d => query.Score(filter, d) is not null).ToList();
                answers[name] = With(new JsonObject { ["doc_count"] = those.Count }, inside, those, all, query);
            }
            else if (aggregation["global"] is not null)
            {
                answers[name] = With(new JsonObject { ["doc_count"] = all.Count }, inside, all, all, query);
            }
            else if (aggregation["terms"] is JsonObject terms)
            {
                var buckets = matches.SelectMany(d => Evaluation.Values(d, (string)terms["field"]!).Distinct()).CountBy(v => v).OrderByDescending(v => v.Value).Take((int)terms["size"]!);
                answers[name] = new JsonObject { ["buckets"] = new JsonArray([.. buckets.Select(b => (JsonNode)new JsonObject { ["key"] = b.Key, ["doc_count"] = b.Value })]) };
            }
            else if (aggregation["max"] is JsonObject max)
            {
                answers[name] = new JsonObject { ["value"] = matches.Count == 0 ? null : matches.Max(d => (double)d[(string)max["field"]!]!) };
            }
            else
            {
                throw new BadCall($"unknown aggregation {name}");
            }
        }

        return answers;
    }

    private static JsonObject With(JsonObject answer, JsonObject? inside, IReadOnlyList<JsonObject> matches, IReadOnlyList<JsonObject> all, Evaluation query)
    {
        foreach (var (name, sub) in inside is null ? [] : Aggregated(inside, matches, all, query).ToList())
            answer[name] = sub!.DeepClone();
        return answer;
    }

    private sealed record Ordinal(string Text) : IComparable
    {
        public int CompareTo(object? obj) => string.CompareOrdinal(Text, ((Ordinal)obj!).Text);
    }
}

/// <summary>The engine's two scripts, known by the fields they read.</summary>
internal static class Scripts
{
    public static long Monthly(JsonObject script, JsonObject document)
    {
        var parameters = script["params"]!;
        var basis = (string)document["basis"]!;
        var size = basis switch { "Users" => (long)parameters["users"]!, "Population" => (long)parameters["population"]!, "Bodies" => 1, _ => 0 };
        var band = Evaluation.Values(document, "tiers").Order(StringComparer.Ordinal).Select(t => t.Split(':')).Where((t, i) => i == 0 || long.Parse(t[0]) <= size).Last();
        return long.Parse(band[1]) * (basis == "Users" ? (long)parameters["users"]! : 1);
    }

    public static double Lot(JsonObject script, JsonObject document)
    {
        if (!((string)script["source"]!).Contains("doc['lot']", StringComparison.Ordinal))
            throw new BadCall("unknown script");
        unchecked
        {
            var h = (long)document["lot"]! ^ ((long)script["params"]!["day"]! * -7046029254386353131L);
            h = (h ^ (h >>> 32)) * -4417276706812531889L;
            h = (h ^ (h >>> 29)) * -8796714831421723037L;
            return (h ^ (h >>> 32)) & 0x1FFFFFFFFFFFFFL;
        }
    }
}
