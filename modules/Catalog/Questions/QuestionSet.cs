using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>What a listing is asked: a version of the question set, as data. Forms, validation, completeness and reading pages all derive from it.</summary>
/// <param name="Version">1, 2, ...; a listing keeps the version it answered.</param>
internal sealed record QuestionSet(int Version, IReadOnlyList<QuestionSection> Sections)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        AllowTrailingCommas = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private FrozenDictionary<string, Question>? byId;

    private FrozenDictionary<string, Question> ById =>
        byId ??= Sections.SelectMany(s => s.Questions).ToFrozenDictionary(q => q.Id, StringComparer.Ordinal);

    /// <exception cref="JsonException">Not a question set, or one with the same question id twice.</exception>
    public static QuestionSet Parse(string definition)
    {
        var set = JsonSerializer.Deserialize<QuestionSet>(definition, Json) ?? throw new JsonException("The question set is empty.");
        var twice = set.Sections.SelectMany(s => s.Questions).GroupBy(q => q.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? set : throw new JsonException($"Question id '{twice.Key}' occurs twice.");
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);

    public Question? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>The sections that a software or an offer answers, in order.</summary>
    public IEnumerable<QuestionSection> For(EntryKind kind) => Sections.Where(s => s.AppliesTo == kind);

    /// <summary>Everything that stands against submitting these answers: wrong ones and missing required ones. Fields are "answers[question id]".</summary>
    /// <param name="section">Only that section; null for all of the kind.</param>
    public IReadOnlyList<Refusal> Validate(EntryKind kind, JsonObject answers, IReadOnlySet<string> leaves, string? section = null) =>
        [.. For(kind).Where(s => section is null || s.Id == section).SelectMany(s => s.Questions).SelectMany(q => AnswerRules.Check(q.Given(answers), answers[q.Id], leaves))];

    /// <summary>Share of the required questions that are answered rightly, per cent, rounded down: 100 only when nothing is missing.</summary>
    public int Completeness(EntryKind kind, JsonObject answers, IReadOnlySet<string> leaves)
    {
        var required = For(kind).SelectMany(s => s.Questions).Select(q => q.Given(answers)).Where(q => q.Required).ToList();
        return required.Count == 0 ? 100 : required.Count(q => AnswerRules.Check(q, answers[q.Id], leaves).Count == 0) * 100 / required.Count;
    }
}

/// <summary>One page of the form.</summary>
internal sealed record QuestionSection(string Id, string Ja, string En, EntryKind AppliesTo, IReadOnlyList<Question> Questions);

/// <summary>What kind of answer a question takes; decides input, check, storage and display.</summary>
internal enum QuestionKind
{
    /// <summary>One line; stored as a string.</summary>
    Text,

    /// <summary>Markdown; stored as typed, raw HTML is not rendered.</summary>
    LongText,

    /// <summary>Stored as true or false.</summary>
    YesNo,

    /// <summary>One of the options; stored as its value.</summary>
    Radios,

    /// <summary>Any of the options; stored as an array of values.</summary>
    Checkboxes,

    /// <summary>Stored as a JSON number.</summary>
    Number,

    /// <summary>Stored as yyyy-MM-dd.</summary>
    Date,
    Url,
    Email,

    /// <summary>Several short texts; stored as an array of strings.</summary>
    List,

    /// <summary>業務分類: leaf codes, the main one first; stored as an array of strings.</summary>
    Category,

    /// <summary>料金表: stored as an object, see <see cref="PricePlanAnswer"/>.</summary>
    PricePlan,

    /// <summary>Files; stored as an array of what is said of each, see <see cref="DocumentAnswer"/>.</summary>
    Upload,
}

/// <param name="MaxLength">Characters as a reader counts them (graphemes); of each item for lists.</param>
/// <param name="Min">Least number; for lists, checkboxes and categories the least count.</param>
/// <param name="Max">Greatest number, or greatest count.</param>
/// <param name="Filter">Offered as a filter of the search.</param>
/// <param name="Weight">Search weight A (strongest) to D; null: not searched.</param>
/// <param name="RequiredIf">Required when another question has that answer; null: never by another.</param>
internal sealed record Question(
    string Id, QuestionKind Kind, string Ja, string En, string? HelpJa = null, string? HelpEn = null, bool Required = false, int? MaxLength = null,
    decimal? Min = null, decimal? Max = null, string? Unit = null, string? UnitEn = null, bool Filter = false, string? Weight = null,
    IReadOnlyList<QuestionOption>? Options = null, QuestionCondition? RequiredIf = null)
{
    /// <summary>The question as it is asked beside these answers: required also where another answer makes it so.</summary>
    public Question Given(JsonObject answers) => !Required && RequiredIf is { } condition && condition.Holds(answers) ? this with { Required = true } : this;

    /// <summary>Name of the form field and of the field in refusals.</summary>
    [JsonIgnore]
    public string Field => FieldOf(Id);

    public static string FieldOf(string id) => $"answers[{id}]";

    public QuestionOption? Option(string value) => Options?.FirstOrDefault(o => o.Value == value);
}

/// <summary>Another question has this answer.</summary>
/// <param name="Question">Its id.</param>
/// <param name="Value">"true" or "false" of a yes/no question, or an option's value.</param>
internal sealed record QuestionCondition(string Question, string Value)
{
    public bool Holds(JsonObject answers) => answers[Question] switch
    {
        JsonArray many => many.Any(v => AnswerRules.AsText(v) == Value),
        { } one => one.GetValueKind() switch { JsonValueKind.True => Value == "true", JsonValueKind.False => Value == "false", _ => AnswerRules.AsText(one) == Value },
        null => false,
    };
}

internal sealed record QuestionOption(string Value, string Ja, string En);
