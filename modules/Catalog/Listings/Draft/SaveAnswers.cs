using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>Saves those of the answers that are right; a null removes an answer. Missing ones are no fault before submission.</summary>
internal sealed record SaveAnswers(string PublicId, uint Version, IReadOnlyDictionary<string, JsonNode?> Answers);

/// <param name="Version">Of the entry after saving, for the next form.</param>
/// <param name="Wrong">The answers that were not saved, and why.</param>
internal sealed record SavedAnswers(uint Version, IReadOnlyList<Refusal> Wrong);

internal sealed class SaveAnswersHandler(CatalogDbContext db, CatalogueBasis basis, TimeProvider time)
{
    public async Task<Result<SavedAnswers>> Handle(SaveAnswers command, CancellationToken cancel)
    {
        var entry = await db.Entries.SingleOrDefaultAsync(e => e.PublicId == command.PublicId, cancel);
        if (entry is null)
            return Refusal.NotFound();
        var set = await basis.Set(entry.QuestionSetVersion, cancel);
        var asked = set.For(entry.Kind).SelectMany(s => s.Questions).ToDictionary(q => q.Id, StringComparer.Ordinal);
        var leaves = (await basis.Categories(cancel)).Leaves;
        var right = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var wrong = new List<Refusal>();
        foreach (var (id, answer) in command.Answers)
        {
            if (!asked.TryGetValue(id, out var question))
                wrong.Add(Refusal.Invalid(Question.FieldOf(id), "unknown-question", "「{0}」という質問はありません。", id));
            else if (question.Kind == QuestionKind.Upload)
                wrong.Add(AnswerRules.Wrong(question, "upload-apart", "「{0}」のファイルは、掲載の画面から追加・削除してください。"));
            else if (answer is not null && AnswerRules.Check(question, answer, leaves) is { Count: > 0 } faults)
                wrong.AddRange(faults);
            else
                right[id] = answer;
        }

        if (entry.Version != command.Version)
            return Refusal.Stale();
        if (entry.Answer(right, time.GetUtcNow()) is { Ok: false } refused)
            return Result<SavedAnswers>.No(refused.Refusals);
        var saved = await db.Save(cancel);
        return saved.Ok ? new SavedAnswers(entry.Version, wrong) : Result<SavedAnswers>.No(saved.Refusals);
    }
}
