using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Catalog;
using Marketplace.Tests.Architecture;

namespace Marketplace.Tests.Catalog.Listings;

/// <summary>The committed question set, categories and first sample listing, for tests of rules and for filling in forms.</summary>
internal static class SeedSet
{
    private static readonly string Folder = Path.Combine(DependencyTests.FindRoot(), "catalog-seed");

    /// <summary>The set that a new database opens.</summary>
    public static readonly QuestionSet Set = QuestionSet.Parse(File.ReadAllText(SeedFiles.NewestQuestionSet(Folder)));

    /// <summary>The set that databases of the first version answered.</summary>
    public static readonly QuestionSet First = QuestionSet.Parse(File.ReadAllText(Path.Combine(Folder, "question-set-1.json")));

    public static readonly HashSet<string> Leaves = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "categories.json")))!.AsArray()
        .SelectMany(g => g!["children"]!.AsArray()).Select(c => c!["code"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);

    public static readonly Phrases Phrases = JsonSerializer.Deserialize<Phrases>(File.ReadAllText(Path.Combine(Folder, "phrases.json")), JsonSerializerOptions.Web)!;

    private static readonly JsonNode Offers = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "offers.json")))!;

    public static string FolderPath => Folder;

    /// <summary>Japanese as it is, for comparing with JSON written down in a test.</summary>
    public static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject SoftwareAnswers() => Offers["software"]![0]!["answers"]!.DeepClone().AsObject();

    public static JsonObject OfferAnswers() => Offers["offers"]![0]!["answers"]!.DeepClone().AsObject();

    public static Question Question(string id) => Set.Find(id)!;

    /// <summary>The form fields that answering a section with these answers fills in.</summary>
    public static IEnumerable<(string Name, string Value)> Fields(QuestionSection section, JsonObject answers) => section.Questions.SelectMany(q => Fields(q, answers[q.Id]));

    private static IEnumerable<(string, string)> Fields(Question question, JsonNode? answer)
    {
        if (answer is null)
            return [];
        return question.Kind switch
        {
            QuestionKind.Checkboxes or QuestionKind.Tree => answer.AsArray().Select(v => (question.Field, v!.GetValue<string>())),
            QuestionKind.List => [(question.Field, string.Join('\n', answer.AsArray().Select(v => v!.GetValue<string>())))],
            QuestionKind.Category => answer.AsArray().Select((v, i) => (AnswerForm.CategoryField(question, i + 1), v!.GetValue<string>())),
            QuestionKind.PricePlan => Plan(question, answer.AsObject()),
            QuestionKind.Table => answer.AsArray().SelectMany((row, i) => row!.AsObject().Select(c => (TableAnswer.FieldOf(question, i, c.Key), c.Value!.ToString()))),
            // Added on a page of its own.
            QuestionKind.Upload => [],
            QuestionKind.YesNo or QuestionKind.Number => [(question.Field, answer.ToJsonString())],
            _ => [(question.Field, answer.GetValue<string>())],
        };
    }

    private static IEnumerable<(string, string)> Plan(Question question, JsonObject plan) =>
        new[] { "initialYen", "minimumTermMonths", "trialDays" }.Select(p => (PricePlanForm.Part(question, p), plan[p]!.ToJsonString()))
            .Append((PricePlanForm.Part(question, "basis"), plan["basis"]!.GetValue<string>()))
            .Concat(plan["tiers"]!.AsArray().SelectMany((t, i) => new[] { (PricePlanForm.From(question, i), t!["from"]!.ToJsonString()), (PricePlanForm.Monthly(question, i), t["monthlyYen"]!.ToJsonString()) }));
}
