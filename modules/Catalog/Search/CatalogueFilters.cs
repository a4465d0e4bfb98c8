using System.Text.Json;
using Marketplace.Shared;

namespace Marketplace.Catalog.Search;

/// <summary>The filters of the search, which follow from a question set.</summary>
internal static class CatalogueFilters
{
    public const string Yes = "yes", No = "no";

    /// <summary>対応地域 and its value 全国, which serves every region: who looks for one region must find these offers too.</summary>
    private const string Regions = "regions", Everywhere = "national";

    private static readonly CatalogueFilterValue[] YesNo = [new(Yes, "はい", "Yes"), new(No, "いいえ", "No")];

    public static IReadOnlyList<CatalogueFilter> Of(QuestionSet set) =>
        [.. Questions(set).Select(q => new CatalogueFilter(q.Id, q.Ja, q.En, q.Kind == QuestionKind.Checkboxes,
            q.Kind == QuestionKind.YesNo ? YesNo : [.. q.Options!.Select(o => new CatalogueFilterValue(o.Value, o.Ja, o.En))]))];

    /// <summary>The offer's answers to the filter questions as "question=value".</summary>
    public static string[] ValuesOf(OfferSnapshot offer, QuestionSet set) =>
        [.. Questions(set).SelectMany(q => Values(q, offer).Select(v => Key(q.Id, v)))];

    public static string Key(string filter, string value) => $"{filter}={value}";

    private static IEnumerable<Question> Questions(QuestionSet set) => set.Sections.SelectMany(s => s.Questions)
        .Where(q => q.Filter && (q.Kind == QuestionKind.YesNo || (q.Kind is QuestionKind.Radios or QuestionKind.Checkboxes && q.Options is not null)));

    private static IEnumerable<string> Values(Question question, OfferSnapshot offer)
    {
        var answer = offer.OfferAnswers[question.Id] ?? offer.SoftwareAnswers[question.Id];
        var values = question.Kind switch
        {
            QuestionKind.YesNo => answer?.GetValueKind() switch { JsonValueKind.True => [Yes], JsonValueKind.False => [No], _ => [] },
            QuestionKind.Radios => AnswerRules.AsText(answer) is { } one ? [one] : [],
            _ => AnswerRules.AsTexts(answer) ?? [],
        };
        return question.Id == Regions && values.Contains(Everywhere) ? question.Options!.Select(o => o.Value) : values;
    }
}
