using System.Globalization;
using System.Net.Mail;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>Judges one stored answer by its question. The same rules hold for the form, the API, imports and submission.</summary>
internal static class AnswerRules
{
    /// <summary>What is wrong with the answer; empty when it may be published as it is.</summary>
    /// <param name="answer">Null when there is no answer.</param>
    /// <param name="leaves">Codes of the categories that can be chosen.</param>
    public static IReadOnlyList<Refusal> Check(Question question, JsonNode? answer, IReadOnlySet<string> leaves)
    {
        if (answer is null)
            return question.Required ? [Missing(question)] : [];
        var wrong = question.Kind switch
        {
            QuestionKind.Text => Text(question, answer) ?? Formatted(question, AsText(answer)!),
            QuestionKind.LongText => Text(question, answer),
            QuestionKind.YesNo => answer.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : Unreadable(question),
            QuestionKind.Radios => AsText(answer) is { } value && question.Option(value) is not null ? null : UnknownOption(question),
            QuestionKind.Checkboxes or QuestionKind.Tree => Checkboxes(question, answer),
            QuestionKind.Number => Number(question, answer),
            QuestionKind.Date => DateOnly.TryParseExact(AsText(answer), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : BadDate(question),
            QuestionKind.Url => Text(question, answer) ?? (IsWebAddress(AsText(answer)!) ? null
                : Wrong(question, "not-a-url", "「{0}」は https:// または http:// から始まる正しいURLで入力してください。")),
            QuestionKind.Email => Text(question, answer) ?? (IsEmail(AsText(answer)!) ? null
                : Wrong(question, "not-an-email", "「{0}」は name@example.jp のような形式で入力してください。")),
            QuestionKind.List => List(question, answer),
            QuestionKind.Upload => DocumentAnswer.Check(question, answer),
            QuestionKind.Category => Categories(question, answer, leaves),
            // These two have several places where something can be wrong.
            QuestionKind.PricePlan or QuestionKind.Table => null,
            _ => throw new ArgumentOutOfRangeException(nameof(question), question.Kind, "Unknown question kind."),
        };
        return question.Kind switch
        {
            QuestionKind.PricePlan => PricePlanAnswer.Check(question, answer),
            QuestionKind.Table => TableAnswer.Check(question, answer),
            _ => wrong is null ? [] : [wrong],
        };
    }

    public static Refusal Wrong(Question question, string code, string text, params object[] args) =>
        Refusal.Invalid(question.Field, code, text, [new QuestionLabel(question), .. args]);

    public static Refusal Missing(Question question) => question.Kind switch
    {
        QuestionKind.Upload => Wrong(question, "answer-required", "「{0}」のファイルを追加してください。"),
        QuestionKind.YesNo or QuestionKind.Radios or QuestionKind.Checkboxes or QuestionKind.Tree or QuestionKind.Category => Wrong(question, "answer-required", "「{0}」を選択してください。"),
        _ => Wrong(question, "answer-required", "「{0}」を入力してください。"),
    };

    public static Refusal BadDate(Question question) => Wrong(question, "not-a-date", "「{0}」は 2027-04-01 のような実在する日付で入力してください。");

    public static Refusal NotANumber(Question question) => Wrong(question, "not-a-number", "「{0}」は数字で入力してください。");

    public static string? AsText(JsonNode? answer) => answer?.GetValueKind() == JsonValueKind.String ? answer.GetValue<string>() : null;

    /// <summary>Strings of an array; null when it is not one.</summary>
    public static IReadOnlyList<string>? AsTexts(JsonNode? answer) =>
        answer is JsonArray array && array.All(i => i?.GetValueKind() == JsonValueKind.String) ? [.. array.Select(i => i!.GetValue<string>())] : null;

    public static decimal? AsNumber(JsonNode? answer) =>
        answer?.GetValueKind() == JsonValueKind.Number && decimal.TryParse(answer.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Refusal Unreadable(Question question) => Wrong(question, "unreadable-answer", "「{0}」の回答を読み取れません。選び直してください。");

    private static Refusal UnknownOption(Question question) => Wrong(question, "unknown-option", "「{0}」は選択肢の中から選んでください。");

    private static Refusal? Text(Question question, JsonNode answer)
    {
        if (AsText(answer) is not { } text || string.IsNullOrWhiteSpace(text))
            return Missing(question);
        return TooLong(question, text);
    }

    private static Refusal? Formatted(Question question, string text) => question.Format switch
    {
        TextFormat.Kana => text.Normalize(NormalizationForm.FormKC).All(IsKana) ? null
            : Wrong(question, "not-kana", "「{0}」は、ひらがなかカタカナで入力してください。漢字、英字、数字もよみをかなで書きます。"),
        _ => null,
    };

    /// <summary>Hiragana and katakana with iteration marks, 長音, 中点 and blanks.</summary>
    private static bool IsKana(char c) => c is (>= '\u3041' and <= '\u3096') or (>= '\u309D' and <= '\u309E') or (>= '\u30A1' and <= '\u30FE') or ' ' or '\u3000';

    private static Refusal? TooLong(Question question, string text) =>
        question.MaxLength is { } most && new StringInfo(text).LengthInTextElements is var length && length > most
            ? Wrong(question, "too-long", "「{0}」は{1}文字以内で入力してください（現在{2}文字）。", most, length) : null;

    private static Refusal? Number(Question question, JsonNode answer)
    {
        if (AsNumber(answer) is not { } number)
            return NotANumber(question);
        return number < (question.Min ?? decimal.MinValue) || number > (question.Max ?? decimal.MaxValue) ? OutOfRange(question) : null;
    }

    private static Refusal OutOfRange(Question question) => (question.Min, question.Max) switch
    {
        ({ } min, { } max) => Wrong(question, "out-of-range", "「{0}」は{1}から{2}までの数字で入力してください。", Plain(min), Plain(max)),
        ({ } min, null) => Wrong(question, "out-of-range", "「{0}」は{1}以上の数字で入力してください。", Plain(min)),
        (_, var max) => Wrong(question, "out-of-range", "「{0}」は{1}以下の数字で入力してください。", Plain(max ?? 0)),
    };

    private static string Plain(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    private static Refusal? Checkboxes(Question question, JsonNode answer)
    {
        if (AsTexts(answer) is not { } values || values.Any(v => question.Option(v) is null) || values.Distinct(StringComparer.Ordinal).Count() != values.Count)
            return UnknownOption(question);
        return Count(question, values.Count, "「{0}」は{1}個以上選んでください。", "「{0}」は{1}個以内で選んでください。");
    }

    private static Refusal? List(Question question, JsonNode answer)
    {
        if (AsTexts(answer) is not { } items || items.Any(string.IsNullOrWhiteSpace))
            return Missing(question);
        return Count(question, items.Count, "「{0}」は{1}個以上入力してください。", "「{0}」は{1}個以内で入力してください。")
            ?? items.Select(i => TooLong(question, i)).FirstOrDefault(r => r is not null);
    }

    private static Refusal? Categories(Question question, JsonNode answer, IReadOnlySet<string> leaves)
    {
        if (AsTexts(answer) is not { } codes || codes.Distinct(StringComparer.Ordinal).Count() != codes.Count || !codes.All(leaves.Contains))
            return UnknownOption(question);
        return Count(question with { Max = question.Max ?? 3 }, codes.Count, "「{0}」は{1}個以上選んでください。", "「{0}」は{1}個以内で選んでください。");
    }

    private static Refusal? Count(Question question, int count, string tooFew, string tooMany)
    {
        if (count == 0 && question.Required)
            return Missing(question);
        if (count < question.Min)
            return Wrong(question, "too-few", tooFew, Plain(question.Min.Value));
        return count > question.Max ? Wrong(question, "too-many", tooMany, Plain(question.Max.Value)) : null;
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Host.Contains('.', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal);

    private static bool IsEmail(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);
}

/// <summary>A question's name as a value of a message: written in the reader's language when the message is.</summary>
internal sealed record QuestionLabel(Question Question)
{
    public override string ToString() => Texts.IsEnglish && Question.En.Length > 0 ? Question.En : Question.Ja;
}
