using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Npgsql;

namespace Marketplace.Catalog.Elasticsearch;

/// <summary>An offer as the cluster holds it.</summary>
/// <param name="Position">The <see cref="SearchPosition"/> of its last change, which is the document's version on the cluster: what comes late changes nothing there.</param>
internal sealed record OfferDocument(Guid OfferId, long Position, JsonObject Body);

/// <summary>Reads what changed in the built-in index, as documents for the cluster.</summary>
internal sealed class OfferDocuments(NpgsqlDataSource source, CatalogueBasis basis)
{
    private const int Batch = 500;

    /// <summary>The built-in index's position now; 0 when it is empty.</summary>
    public async Task<long> Position(CancellationToken cancel)
    {
        await using var command = source.CreateCommand("select position from catalog.search_position where id = 1");
        return await command.ExecuteScalarAsync(cancel) as long? ?? 0;
    }

    public async Task<long> Count(CancellationToken cancel)
    {
        await using var command = source.CreateCommand("select count(*) from catalog.search_document where not removed");
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>What changed after one position up to another, in batches, by the order of changes. What changes once more meanwhile is left to the next reading.</summary>
    /// <param name="withRemoved">Also what was removed, which a new index need not know.</param>
    public async IAsyncEnumerable<IReadOnlyList<OfferDocument>> Changed(long after, long upTo, bool withRemoved, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var (position, number) = (after, int.MaxValue); ;)
        {
            var batch = await Read(position, number, upTo, withRemoved, cancel);
            if (batch.Count == 0)
                yield break;
            yield return batch;
            (position, number) = (batch[^1].Position, (int)batch[^1].Body["number"]!);
        }
    }

    private async Task<List<OfferDocument>> Read(long position, int number, long upTo, bool withRemoved, CancellationToken cancel)
    {
        await using var command = source.CreateCommand("""
            select d.number, d.removed, d.offer_id, d.position, d.seller_id, d.categories, d.filter_values, d.price, d.published_at, d.sort_name, d.words, p.snapshot
            from catalog.search_document d left join catalog.published_offer p on p.offer_id = d.offer_id
            where (d.position, d.number) > ($1, $2) and d.position <= $3 and ($4 or not d.removed)
            order by d.position, d.number limit 
            """ + Batch.ToString(CultureInfo.InvariantCulture));
        foreach (var value in (object[])[position, number, upTo, withRemoved])
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var documents = new List<OfferDocument>();
        while (await reader.ReadAsync(cancel))
        {
            var (offer, at) = (reader.GetGuid(2), reader.GetInt64(3));
            var body = new JsonObject { ["number"] = reader.GetInt32(0), ["position"] = at, ["removed"] = reader.GetBoolean(1) };
            if (!reader.GetBoolean(1))
            {
                var categories = reader.GetFieldValue<string[]>(5);
                body["seller"] = reader.GetGuid(4).ToString();
                body["categories"] = Array(categories.Concat(categories.Select(c => c[..Math.Min(2, c.Length)])).Distinct(StringComparer.Ordinal));
                body["values"] = Array(reader.GetFieldValue<string[]>(6));
                body["published"] = reader.GetFieldValue<DateTimeOffset>(8).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
                body["sortName"] = reader.GetString(9);
                body["lot"] = BitConverter.ToInt64(System.Security.Cryptography.SHA256.HashData(offer.ToByteArray()));
                Price(body, JsonSerializer.Deserialize<PricePlan>(reader.GetString(7), JsonSerializerOptions.Web)!);
                body["pairs"] = ByField(SearchWords.Read(reader.GetInt32(0), reader.GetString(10)).Fields.Select(f => (f.Weight.ToString(), Pairs.Of(Tokens.OfText(f.Folded)))));
                if (!await reader.IsDBNullAsync(11, cancel))
                    body["words"] = await Words(JsonSerializer.Deserialize<OfferSnapshot>(reader.GetString(11), JsonSerializerOptions.Web)!, cancel);
            }

            documents.Add(new OfferDocument(offer, at, body));
        }

        return documents;
    }

    /// <summary>Bands as words that sort by where they begin: "0000000100:500" is 500 yen from 100 on. See <see cref="SearchBody"/> for how they are read.</summary>
    private static void Price(JsonObject body, PricePlan plan)
    {
        body["basis"] = plan.Basis.ToString();
        body["tiers"] = Array(plan.Tiers.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.From:D10}:{t.Monthly.Yen}")));
    }

    /// <summary>As they were written, for kuromoji; comparable texts are in hiragana, which it could not take apart.</summary>
    private async Task<JsonObject> Words(OfferSnapshot offer, CancellationToken cancel) => ByField(
        SearchWords.Texts(offer, await basis.OpenSet(cancel), (await basis.Categories(cancel)).ByCode).Select(t => (t.Weight.ToString(), t.Text)));

    private static JsonObject ByField(IEnumerable<(string Weight, string Text)> texts) =>
        new(texts.GroupBy(t => t.Weight.ToLowerInvariant(), t => t.Text, StringComparer.Ordinal).Select(f => KeyValuePair.Create(f.Key, (JsonNode?)Array(f))));

    private static JsonArray Array(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode)v)]);
}

/// <summary>Tokens as the field of pairs takes them: cut here, by the same code as in the built-in index, so that both find the same; "_" stands where a place is empty.</summary>
internal static class Pairs
{
    public const char Gap = '_';

    public static string Of(IEnumerable<Token> tokens)
    {
        var text = new System.Text.StringBuilder();
        var place = 0;
        foreach (var token in tokens)
        {
            for (; place != 0 && place + 1 < token.Place; place++)
                text.Append(' ').Append(Gap);
            text.Append(text.Length == 0 ? "" : " ").Append(token.Span);
            place = token.Place;
        }

        return text.ToString();
    }
}
