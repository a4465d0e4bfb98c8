using System.Runtime.CompilerServices;
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

    // Every search asks for them, and a set that is open does not change.
    private static readonly ConditionalWeakTable<QuestionSet, CatalogueFilter[]> Known = [];

    public static IReadOnlyList<CatalogueFilter> Of(QuestionSet set) => Known.GetValue(set, s =>
        [.. Questions(s).Select(q => new CatalogueFilter(q.Id, q.Ja, q.En, q.Kind is QuestionKind.Checkboxes or QuestionKind.Tree, [.. ValuesOf(q)]))]);

    /// <summary>Whether questions of that kind can be filters.</summary>
    public static bool CanFilter(QuestionKind kind) => kind is QuestionKind.YesNo or QuestionKind.Radios or QuestionKind.Checkboxes or QuestionKind.Tree;

    /// <summary>The offer's answers to the filter questions as "question=value". An answer of an older set counts where the question and the option are still there.</summary>
    public static string[] ValuesOf(OfferSnapshot offer, QuestionSet set) =>
        [.. Questions(set).SelectMany(q => Values(q, offer).Intersect(ValuesOf(q).Select(v => v.Value), StringComparer.Ordinal).Select(v => Key(q.Id, v)))];

    public static string Key(string filter, string value) => $"{filter}={value}";

    private static IEnumerable<Question> Questions(QuestionSet set) => set.Sections.SelectMany(s => s.Questions)
        .Where(q => q.Filter && CanFilter(q.Kind) && (q.Kind == QuestionKind.YesNo || q.Options is { Count: > 0 }));

    /// <summary>What can be ticked; of a tree each group before its leaves.</summary>
    private static IEnumerable<CatalogueFilterValue> ValuesOf(Question question) => question.Kind switch
    {
        QuestionKind.YesNo => YesNo,
        _ => question.Options!.SelectMany(o => (o.Options ?? []).Select(leaf => new CatalogueFilterValue(leaf.Value, leaf.Ja, leaf.En, o.Value)).Prepend(new CatalogueFilterValue(o.Value, o.Ja, o.En))),
    };

    private static IEnumerable<string> Values(Question question, OfferSnapshot offer)
    {
        var answer = offer.OfferAnswers[question.Id] ?? offer.SoftwareAnswers[question.Id];
        var values = question.Kind switch
        {
            QuestionKind.YesNo => answer?.GetValueKind() switch { JsonValueKind.True => [Yes], JsonValueKind.False => [No], _ => [] },
            QuestionKind.Radios => AnswerRules.AsText(answer) is { } one ? [one] : [],
            QuestionKind.Tree => (AnswerRules.AsTexts(answer) ?? []).SelectMany(v => question.GroupOf(v) is { } group ? (string[])[group.Value, v] : [v]).Distinct(StringComparer.Ordinal),
            _ => AnswerRules.AsTexts(answer) ?? [],
        };
        return question.Id == Regions && values.Contains(Everywhere) ? question.Options!.Select(o => o.Value) : values;
    }
}
