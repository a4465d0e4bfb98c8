using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Catalog;

/// <summary>What the partial view of one question needs.</summary>
/// <param name="EntryUrl">Empty in a preview, where nothing can be uploaded.</param>
/// <param name="Set">Names the question that a condition looks at.</param>
/// <param name="Fate">Whether it is new or changed against the set answered before; null where it is neither.</param>
internal sealed record QuestionField(
    Question Question, JsonNode? Answer, string? Comment, CategoryTree Categories, RowsShown Rows, string EntryUrl = "", QuestionSet? Set = null, QuestionFate? Fate = null)
{
    /// <summary>Help, and when it becomes required; null for neither.</summary>
    public string? Help(Texts t)
    {
        var help = Question.HelpJa is null ? null : t.Pick(Question.HelpJa, Question.HelpEn);
        var condition = Question.RequiredIf is { } of && Set is not null ? t["{0}は必須です。", QuestionWords.Condition(of, Set, t)] : null;
        return help is null ? condition : condition is null ? help : $"{help} {condition}";
    }
}

/// <summary>How many rows of price plans and tables a page shows; more come by a button, without script.</summary>
internal sealed record RowsShown(IReadOnlyDictionary<string, int> Counts)
{
    private const string Add = "add-row:";

    public static readonly RowsShown None = new(new Dictionary<string, int>(StringComparer.Ordinal));

    /// <summary>The hidden field that carries a question's count.</summary>
    public static string Field(Question question) => $"rows[{question.Id}]";

    /// <summary>Value of the button that adds rows to a question.</summary>
    public static string Button(Question question) => Add + question.Id;

    public static bool Adds(string? go) => go?.StartsWith(Add, StringComparison.Ordinal) == true;

    public static RowsShown Posted(QuestionSection section, IFormCollection form, string? go)
    {
        int Count(Question q) => (int.TryParse(form[Field(q)].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? rows : AtFirst(q)) + (go == Button(q) ? AtFirst(q) : 0);
        return new RowsShown(section.Questions.Where(q => q.Kind is QuestionKind.PricePlan or QuestionKind.Table).ToDictionary(q => q.Id, q => Math.Clamp(Count(q), AtFirst(q), Most(q)), StringComparer.Ordinal));
    }

    /// <param name="stored">Rows that the answer has.</param>
    public int Of(Question question, int stored) => Math.Max(stored, Counts.TryGetValue(question.Id, out var rows) ? rows : AtFirst(question));

    public static int Most(Question question) => question.Kind == QuestionKind.Table ? TableAnswer.MostOf(question) : PricePlanAnswer.MostTiers;

    private static int AtFirst(Question question) => question.Kind == QuestionKind.Table ? Math.Min(TableForm.Rows, TableAnswer.MostOf(question)) : PricePlanForm.Rows;
}
