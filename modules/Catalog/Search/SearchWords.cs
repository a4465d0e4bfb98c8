using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog.Search;

/// <summary>An offer's words for the index: a line for each text that is searched, strongest first, of its field's weight and the comparable text.</summary>
internal static class SearchWords
{
    /// <summary>Grows when texts are chosen or made comparable in another way; what was written in an older form is written anew (<see cref="IndexUpkeep"/>).</summary>
    public const int Form = 2;

    /// <summary>The form together with the question set that says what is searched and filtered: when another set is opened, everything is written anew.</summary>
    public static int FormOf(QuestionSet open) => Form * 100_000 + open.Version;

    public static string Of(OfferSnapshot offer, QuestionSet set, IReadOnlyDictionary<string, CategoryView> categories) => string.Join('\n',
        Texts(offer, set, categories).OrderBy(t => t.Weight).Select(t => t.Weight + JapaneseText.Fold(t.Text).ReplaceLineEndings(" ")));

    public static DocumentText Read(int number, string words) => new(number,
        [.. words.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] is >= 'A' and <= 'D').Select(line => (line[1..], (FieldWeight)('D' - line[0])))]);

    /// <summary>The texts as they were written, each with its field's weight from 'A' (names) to 'D' (long descriptions).</summary>
    public static IEnumerable<(string Text, char Weight)> Texts(OfferSnapshot offer, QuestionSet set, IReadOnlyDictionary<string, CategoryView> categories)
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
                && Text(question, offer.OfferAnswers[question.Id] ?? offer.SoftwareAnswers[question.Id]) is { Length: > 0 } text)
                yield return (text, weight[0]);
        }
    }

    /// <summary>Whether answers of that kind hold words to find.</summary>
    public static bool CanSearch(QuestionKind kind) => kind is QuestionKind.Text or QuestionKind.LongText or QuestionKind.List or QuestionKind.Table || CanName(kind);

    private static bool CanName(QuestionKind kind) => kind is QuestionKind.Radios or QuestionKind.Checkboxes or QuestionKind.Tree;

    /// <summary>What was written, or the names of what was chosen.</summary>
    private static string Text(Question question, JsonNode? answer) => !CanSearch(question.Kind) ? ""
        : !CanName(question.Kind) ? Text(answer)
        : string.Join('\n', (AnswerRules.AsTexts(answer) ?? (AnswerRules.AsText(answer) is { } one ? [one] : []))
            .SelectMany(v => (QuestionOption?[])[question.Option(v), question.GroupOf(v)]).OfType<QuestionOption>().Distinct().SelectMany(o => (string[])[o.Ja, o.En]));

    private static string Text(JsonNode? answer) => answer?.GetValueKind() switch
    {
        JsonValueKind.String => answer.GetValue<string>(),
        JsonValueKind.Array => string.Join('\n', ((JsonArray)answer).Select(Text)),
        JsonValueKind.Object => string.Join('\n', ((JsonObject)answer).Select(c => Text(c.Value))),
        _ => "",
    };
}
