using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>What was typed on a page of the form, turned into answers. What cannot be read at all (letters in a number) is refused here;
/// whether an answer is allowed is judged by <see cref="AnswerRules"/>.</summary>
/// <param name="Answers">By question id; null where the field was left or made empty. A question whose input is unreadable is not in it.</param>
internal sealed record AnswerForm(IReadOnlyDictionary<string, JsonNode?> Answers, IReadOnlyList<Refusal> Unreadable)
{
    /// <param name="typed">The values posted under a field name; none where it was not posted.</param>
    public static AnswerForm Read(QuestionSection section, Func<string, IReadOnlyList<string>> typed)
    {
        var answers = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var unreadable = new List<Refusal>();
        // Files are added and removed on a page of their own.
        foreach (var question in section.Questions.Where(q => q.Kind != QuestionKind.Upload))
        {
            var before = unreadable.Count;
            var answer = question.Kind switch
            {
                QuestionKind.PricePlan => PricePlanForm.Read(question, typed, unreadable),
                QuestionKind.Table => TableForm.Read(question, typed, unreadable),
                _ => Read(question, typed, unreadable),
            };
            if (unreadable.Count == before)
                answers[question.Id] = answer;
        }

        return new AnswerForm(answers, unreadable);
    }

    /// <summary>Amounts and numbers as clerks type them: full width, with separators.</summary>
    public static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text.Normalize(NormalizationForm.FormKC).Replace(",", "", StringComparison.Ordinal).Replace("、", "", StringComparison.Ordinal).Trim(),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    private static JsonNode? Read(Question question, Func<string, IReadOnlyList<string>> typed, List<Refusal> unreadable)
    {
        var values = typed(question.Field).Select(Clean).Where(v => v.Length > 0).ToList();
        if (question.Kind == QuestionKind.Category)
            values = [.. Enumerable.Range(1, CategoryFields).SelectMany(i => typed(CategoryField(question, i))).Select(Clean).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal)];
        if (values.Count == 0)
            return null;
        switch (question.Kind)
        {
            case QuestionKind.YesNo:
                return values[0] == "true";
            case QuestionKind.Checkboxes or QuestionKind.Tree or QuestionKind.Category:
                return Strings(values);
            case QuestionKind.List:
                return Strings(values.SelectMany(v => v.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
            case QuestionKind.Number:
                if (TryNumber(values[0], out var number))
                    return JsonValue.Create(number);
                unreadable.Add(AnswerRules.NotANumber(question));
                return null;
            case QuestionKind.Date:
                if (TryDate(values[0], out var day))
                    return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                unreadable.Add(AnswerRules.BadDate(question));
                return null;
            default:
                return values[0];
        }
    }

    /// <summary>How many categories the form offers to choose.</summary>
    public const int CategoryFields = 3;

    /// <summary>Field of the n-th category, from 1; the first carries the question's own name, which messages link to.</summary>
    public static string CategoryField(Question question, int n) => n == 1 ? question.Field : string.Create(CultureInfo.InvariantCulture, $"{question.Field}.{n}");

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode)v)]);

    /// <summary>As typed, but without blanks around it, in Unicode's composed form and with plain line ends.</summary>
    public static string Clean(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim().Normalize(NormalizationForm.FormC);

    private static bool TryDate(string text, out DateOnly day) => DateOnly.TryParseExact(
        text.Normalize(NormalizationForm.FormKC), ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"], CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
