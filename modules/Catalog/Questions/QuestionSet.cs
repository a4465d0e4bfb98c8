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

    // A copy made by "with" takes this along, so it says which sections it is of.
    private Tuple<IReadOnlyList<QuestionSection>, FrozenDictionary<string, Question>>? found;

    /// <summary>In a draft that is just being judged an id may be there twice; the first one counts.</summary>
    private FrozenDictionary<string, Question> ById
    {
        get
        {
            if (found is { } known && ReferenceEquals(known.Item1, Sections))
                return known.Item2;
            var byId = Sections.SelectMany(s => s.Questions).DistinctBy(q => q.Id, StringComparer.Ordinal).ToFrozenDictionary(q => q.Id, StringComparer.Ordinal);
            found = Tuple.Create(Sections, byId);
            return byId;
        }
    }

    /// <exception cref="JsonException">Not a question set, or one with the same question id twice.</exception>
    public static QuestionSet Parse(string definition)
    {
        var set = JsonSerializer.Deserialize<QuestionSet>(definition, Json) ?? throw new JsonException("The question set is empty.");
        var twice = set.Sections.SelectMany(s => s.Questions).GroupBy(q => q.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? set : throw new JsonException($"Question id '{twice.Key}' occurs twice.");
    }

    /// <summary>The set as it is stored; <see cref="Parse"/> reads it back.</summary>
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

    /// <summary>Any of the leaves of options in two levels; stored as an array of the leaves' values. A leaf stands for its group too.</summary>
    Tree,

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

    /// <summary>表: rows of fixed columns; stored as an array of objects, see <see cref="TableAnswer"/>.</summary>
    Table,
}

/// <summary>What a one-line text may consist of.</summary>
internal enum TextFormat
{
    /// <summary>よみ: hiragana or katakana, 長音, 中点 and blanks.</summary>
    Kana,
}

/// <param name="MaxLength">Characters as a reader counts them (graphemes); of each item for lists.</param>
/// <param name="Min">Least number; for lists, checkboxes, trees, categories, files and tables the least count.</param>
/// <param name="Max">Greatest number, or greatest count.</param>
/// <param name="Filter">Offered as a filter of the search.</param>
/// <param name="Weight">Search weight A (strongest) to D; null: not searched.</param>
/// <param name="Options">To choose from; of a tree the groups, with the leaves in them.</param>
/// <param name="RequiredIf">Required where another, earlier question has one of these answers.</param>
/// <param name="Export">A column of the catalogue's files.</param>
/// <param name="Compare">A row of the comparison.</param>
/// <param name="Columns">Of a table.</param>
internal sealed record Question(
    string Id, QuestionKind Kind, string Ja, string En, string? HelpJa = null, string? HelpEn = null, bool Required = false, int? MaxLength = null,
    decimal? Min = null, decimal? Max = null, string? Unit = null, string? UnitEn = null, bool Filter = false, string? Weight = null,
    IReadOnlyList<QuestionOption>? Options = null, RequiredIf? RequiredIf = null, TextFormat? Format = null, bool Export = true, bool Compare = true,
    IReadOnlyList<TableColumn>? Columns = null)
{
    /// <summary>Name of the form field and of the field in refusals.</summary>
    [JsonIgnore]
    public string Field => FieldOf(Id);

    public static string FieldOf(string id) => $"answers[{id}]";

    /// <summary>The options that can be chosen: of a tree its leaves, and groups that have none.</summary>
    [JsonIgnore]
    public IEnumerable<QuestionOption> Choices => (Options ?? []).SelectMany(o => o.Options is { Count: > 0 } leaves ? leaves : (IEnumerable<QuestionOption>)[o]);

    public QuestionOption? Option(string value) => Choices.FirstOrDefault(o => o.Value == value);

    /// <summary>The group that a leaf of a tree belongs to; null where there is none.</summary>
    public QuestionOption? GroupOf(string leaf) => Options?.FirstOrDefault(g => g.Options?.Any(o => o.Value == leaf) == true);

    /// <summary>The question as it stands beside these answers: required if its condition holds.</summary>
    public Question Given(JsonObject answers) => !Required && RequiredIf?.Holds(answers) == true ? this with { Required = true } : this;
}

/// <param name="Options">Leaves under it, in a tree.</param>
internal sealed record QuestionOption(string Value, string Ja, string En, IReadOnlyList<QuestionOption>? Options = null);

/// <summary>The condition under which a question becomes required: the other one is answered by one of these values ("true" and "false" for yes and no), or has it among its own.</summary>
internal sealed record RequiredIf(string Question, IReadOnlyList<string> Answers)
{
    public bool Holds(JsonObject answers) => answers[Question] switch
    {
        null => false,
        JsonArray many => many.Any(v => Answers.Contains(AnswerRules.AsText(v))),
        var one => Answers.Contains(AnswerRules.AsText(one) ?? one.ToJsonString()),
    };
}

/// <summary>A column of a table. In a row that has anything, a required column must be filled in.</summary>
internal sealed record TableColumn(
    string Id, string Ja, string En, TableColumnKind Kind = TableColumnKind.Text, bool Required = false, int? MaxLength = null, string? Unit = null, string? UnitEn = null);

internal enum TableColumnKind
{
    /// <summary>One line; a string.</summary>
    Text,

    /// <summary>A JSON number.</summary>
    Number,
}
