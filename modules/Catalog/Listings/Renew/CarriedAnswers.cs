using System.Text.Json.Nodes;

namespace Marketplace.Catalog;

/// <summary>What became of an answer when its listing went over to a newer question set.</summary>
internal enum Carried
{
    /// <summary>As it was.</summary>
    Whole,

    /// <summary>Without options that are no longer offered.</summary>
    Partly,

    /// <summary>The question is still asked, but this answer is no longer right.</summary>
    NoLongerRight,

    /// <summary>No longer asked.</summary>
    NotAsked,
}

/// <summary>Answers to one question set brought over to another: an answer stays where its question (the same id) is still asked of that kind of entry and would take it.</summary>
/// <param name="Answers">For the newer set.</param>
/// <param name="Fates">Of every answer there was.</param>
internal sealed record CarriedAnswers(JsonObject Answers, IReadOnlyDictionary<string, Carried> Fates)
{
    public static CarriedAnswers Over(EntryKind kind, JsonObject answers, QuestionSet to, IReadOnlySet<string> leaves)
    {
        var kept = new JsonObject();
        var fates = new Dictionary<string, Carried>(StringComparer.Ordinal);
        var asked = to.For(kind).SelectMany(s => s.Questions).ToDictionary(q => q.Id, StringComparer.Ordinal);
        foreach (var (id, answer) in answers)
        {
            if (answer is null)
                continue;
            if (!asked.TryGetValue(id, out var question))
            {
                fates[id] = Carried.NotAsked;
                continue;
            }

            if (AnswerRules.Check(question, answer, leaves).Count == 0)
                (fates[id], kept[id]) = (Carried.Whole, answer.DeepClone());
            else if (StillOffered(question, answer) is { Count: > 0 } rest && AnswerRules.Check(question, rest, leaves).Count == 0)
                (fates[id], kept[id]) = (Carried.Partly, rest);
            else
                fates[id] = Carried.NoLongerRight;
        }

        return new CarriedAnswers(kept, fates);
    }

    /// <summary>Of several chosen options those that there still are.</summary>
    private static JsonArray? StillOffered(Question question, JsonNode answer) => question.Kind is QuestionKind.Checkboxes or QuestionKind.Tree && AnswerRules.AsTexts(answer) is { } values
        ? new JsonArray([.. values.Where(v => question.Option(v) is not null).Distinct(StringComparer.Ordinal).Select(v => (JsonNode)v)]) : null;
}
