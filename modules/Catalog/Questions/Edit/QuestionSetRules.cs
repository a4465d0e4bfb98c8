using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>Something that stands against opening a set.</summary>
/// <param name="Question">Id of the question it is about; null: the set as a whole.</param>
internal sealed record SetFault(string? Question, Refusal Refusal);

/// <summary>A question that differs from the open set's.</summary>
internal enum SetChange
{
    /// <summary>新しい質問.</summary>
    Added,

    /// <summary>変わった質問.</summary>
    Changed,

    /// <summary>なくなる質問.</summary>
    Removed,
}

/// <summary>What a set must be before listings can answer it, and how two sets differ.</summary>
internal static class QuestionSetRules
{
    /// <summary>Questions that the program itself reads; they can be reworded, but not removed or made another kind.</summary>
    public static readonly IReadOnlySet<string> Kept = new HashSet<string>(StringComparer.Ordinal) { "name", "nameKana", "summary", "description", "categories", "offerName", "pricePlan" };

    public static bool CanFilter(QuestionKind kind) => kind is QuestionKind.YesNo or QuestionKind.Radios or QuestionKind.Checkboxes;

    public static bool HasOptions(QuestionKind kind) => kind is QuestionKind.Radios or QuestionKind.Checkboxes;

    /// <param name="open">The set that is open now; its questions keep their kind.</param>
    public static IReadOnlyList<SetFault> Faults(QuestionSet draft, QuestionSet open)
    {
        var faults = new List<SetFault>();
        void Fault(string? question, string code, string text, params object[] args) => faults.Add(new SetFault(question, Refusal.Conflict(code, text, args)));
        foreach (var section in draft.Sections)
        {
            if (section.Ja.Length == 0 || section.En.Length == 0)
                Fault(null, "section-name", "区分「{0}」の名前を日本語と英語の両方で入れてください。", section.Ja.Length > 0 ? section.Ja : section.Id);
            if (section.Questions.Count == 0)
                Fault(null, "section-empty", "区分「{0}」に質問がありません。質問を加えるか、区分を削除してください。", section.Ja);
        }

        foreach (var id in Kept.Where(id => open.Find(id) is not null && draft.Find(id) is null))
            Fault(null, "kept-question", "質問「{0}」はこのシステムが使うため、なくせません。", open.Find(id)!.Ja);
        foreach (var kind in Enum.GetValues<EntryKind>())
        {
            var before = new HashSet<string>(StringComparer.Ordinal);
            foreach (var question in draft.For(kind).SelectMany(s => s.Questions))
            {
                if (question.Ja.Length == 0 || question.En.Length == 0)
                    Fault(question.Id, "question-name", "質問「{0}」を日本語と英語の両方で書いてください。", question.Ja.Length > 0 ? question.Ja : question.Id);
                if (open.Find(question.Id) is { } known && known.Kind != question.Kind)
                    Fault(question.Id, "kind-changed", "質問「{0}」の種類は変えられません。これまでの答えと合わなくなります。新しい質問として加えてください。", question.Ja);
                if (HasOptions(question.Kind) && (question.Options is not { Count: >= 2 } options || options.Any(o => o.Ja.Length == 0 || o.En.Length == 0) || options.DistinctBy(o => o.Value).Count() != options.Count))
                    Fault(question.Id, "options", "質問「{0}」には、値の異なる選択肢が2つ以上、日本語と英語の両方で必要です。", question.Ja);
                if (question.Filter && !CanFilter(question.Kind))
                    Fault(question.Id, "no-filter", "質問「{0}」の種類は、絞り込みに使えません。", question.Ja);
                if (question.Min > question.Max)
                    Fault(question.Id, "min-max", "質問「{0}」の下限が上限より大きくなっています。", question.Ja);
                if (question.RequiredIf is { } condition && (!before.Contains(condition.Question) || !Possible(draft.Find(condition.Question)!, condition.Value)))
                    Fault(question.Id, "condition", "質問「{0}」の「必須になる条件」は、それより前にある、はい・いいえ、または選択肢の質問と、その答えで指定してください。", question.Ja);
                before.Add(question.Id);
            }
        }

        return faults;
    }

    /// <summary>In the order of the newer set, what was removed last.</summary>
    public static IReadOnlyList<(SetChange Change, Question Question)> Differences(QuestionSet older, QuestionSet newer) =>
    [
        .. newer.Sections.SelectMany(s => s.Questions).Select(q => (older.Find(q.Id), q)).Where(p => p.Item1 is null || !Same(p.Item1, p.q)).Select(p => (p.Item1 is null ? SetChange.Added : SetChange.Changed, p.q)),
        .. older.Sections.SelectMany(s => s.Questions).Where(q => newer.Find(q.Id) is null).Select(q => (SetChange.Removed, q)),
    ];

    private static bool Same(Question a, Question b) => (a with { Options = null }) == (b with { Options = null }) && (a.Options ?? []).SequenceEqual(b.Options ?? []);

    private static bool Possible(Question question, string value) => question.Kind == QuestionKind.YesNo ? value is "true" or "false" : HasOptions(question.Kind) && question.Option(value) is not null;
}
