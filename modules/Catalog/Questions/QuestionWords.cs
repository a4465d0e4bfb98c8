using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>Names of kinds and conditions, the same on every page.</summary>
internal static class QuestionWords
{
    public static string Kind(QuestionKind kind, Texts t) => kind switch
    {
        QuestionKind.Text => t["1行の文"],
        QuestionKind.LongText => t["長い文（Markdown）"],
        QuestionKind.YesNo => t["はい・いいえ"],
        QuestionKind.Radios => t["1つだけ選ぶ"],
        QuestionKind.Checkboxes => t["いくつでも選ぶ"],
        QuestionKind.Tree => t["いくつでも選ぶ（2段階）"],
        QuestionKind.Number => t["数"],
        QuestionKind.Date => t["日付"],
        QuestionKind.Url => t["URL"],
        QuestionKind.Email => t["電子メール"],
        QuestionKind.List => t["短い文の一覧"],
        QuestionKind.Category => t["業務分類"],
        QuestionKind.PricePlan => t["料金表"],
        QuestionKind.Upload => t["ファイル"],
        QuestionKind.Table => t["表"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown question kind."),
    };

    public static string Column(TableColumnKind kind, Texts t) => kind switch
    {
        TableColumnKind.Text => t["1行の文"],
        TableColumnKind.Number => t["数"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown column kind."),
    };

    public static string State(QuestionSetState state, Texts t) => state switch
    {
        QuestionSetState.Draft => t["下書き"],
        QuestionSetState.Open => t["公開中"],
        QuestionSetState.Retired => t["終了"],
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };

    public static string Chip(QuestionSetState state) => state switch { QuestionSetState.Draft => "info", QuestionSetState.Open => "good", _ => "neutral" };

    /// <summary>"「提供の種類」で「API」を選んだ場合".</summary>
    public static string Condition(RequiredIf condition, QuestionSet set, Texts t)
    {
        var other = set.Find(condition.Question);
        return t["「{0}」で「{1}」を選んだ場合", other is null ? condition.Question : t.Pick(other.Ja, other.En),
            string.Join(t["」または「"], condition.Answers.Select(a => other is null ? a : Answer(other, a, t)))];
    }

    /// <summary>An answer that a condition names, in the words of its question.</summary>
    public static string Answer(Question question, string value, Texts t) => question.Kind == QuestionKind.YesNo ? value == "true" ? t["はい"] : t["いいえ"]
        : question.Option(value) is { } option ? t.Pick(option.Ja, option.En) : value;

    /// <summary>The answers that a condition may name; none for a kind that no condition can look at.</summary>
    public static IReadOnlyList<string> Answers(Question question) => question.Kind switch
    {
        QuestionKind.YesNo => ["true", "false"],
        QuestionKind.Radios or QuestionKind.Checkboxes or QuestionKind.Tree => [.. question.Choices.Select(o => o.Value)],
        _ => [],
    };
}
