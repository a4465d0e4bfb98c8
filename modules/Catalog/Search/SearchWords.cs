using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog.Search;

/// <summary>An offer's words for the index: a tsvector in text form whose positions allow phrases and whose weights (A strongest, D weakest) rank.</summary>
internal static class SearchWords
{
    /// <summary>PostgreSQL keeps positions up to 16,383; text beyond that is not found.</summary>
    private const int LastPlace = 16_000;

    public static string Of(OfferSnapshot offer, QuestionSet set, IReadOnlyDictionary<string, CategoryView> categories)
    {
        var words = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        var place = 1;
        foreach (var (text, weight) in Texts(offer, set, categories).OrderBy(t => t.Weight))
        {
            foreach (var token in Tokens.OfText(JapaneseText.Fold(text), place))
            {
                if (token.Place > LastPlace)
                    break;
                if (!words.TryGetValue(token.Text, out var places))
                    words[token.Text] = places = new StringBuilder();
                places.Append(places.Length == 0 ? ':' : ',').Append(CultureInfo.InvariantCulture, $"{token.Place}{weight}");
                place = token.Place + 1;
            }

            // A gap, so that no phrase reaches from one field into the next.
            place += 2;
        }

        var result = new StringBuilder();
        foreach (var (word, places) in words)
            result.Append('\'').Append(word).Append('\'').Append(places).Append(' ');
        return result.ToString();
    }

    private static IEnumerable<(string Text, char Weight)> Texts(OfferSnapshot offer, QuestionSet set, IReadOnlyDictionary<string, CategoryView> categories)
    {
        yield return (offer.Name, 'A');
        yield return (offer.PublicId, 'A');
        yield return (offer.OfferName, 'B');
        yield return (offer.SellerName, 'B');
        if (offer.MakerId != offer.SellerId)
            yield return (offer.MakerName, 'B');
        foreach (var code in offer.Categories.Concat(offer.Categories.Select(c => c[..Math.Min(2, c.Length)])).Distinct(StringComparer.Ordinal))
        {
            if (!categories.TryGetValue(code, out var category))
                continue;
            yield return (category.Ja, 'B');
            yield return (category.En, 'C');
        }

        foreach (var question in set.Sections.SelectMany(s => s.Questions))
        {
            if (question.Weight is { Length: 1 } weight && question.Id is not ("name" or "offerName")
                && Text(offer.OfferAnswers[question.Id] ?? offer.SoftwareAnswers[question.Id]) is { Length: > 0 } text)
                yield return (text, weight[0]);
        }
    }

    private static string Text(JsonNode? answer) => answer?.GetValueKind() switch
    {
        JsonValueKind.String => answer.GetValue<string>(),
        JsonValueKind.Array => string.Join('\n', ((JsonArray)answer).Select(Text)),
        _ => "",
    };
}
