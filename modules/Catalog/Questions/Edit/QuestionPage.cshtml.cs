using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>Everything about one question of the draft.</summary>
[Requires(Act.EditQuestions)]
public sealed class QuestionPageModel : DraftPage
{
    private const int MoreRows = 5, FirstRows = 4;

    [BindProperty]
    public QuestionInput Input { get; set; } = new();

    /// <summary>As stored.</summary>
    internal Question Question { get; private set; } = null!;
    internal QuestionSection Section { get; private set; } = null!;

    /// <summary>Its id is in an opened version.</summary>
    internal bool WasOpen => View.Rules.WasOpen(Question.Id);

    /// <summary>Earlier questions whose answers it may depend on.</summary>
    internal IReadOnlyList<Option> ConditionQuestions { get; private set; } = [];

    /// <summary>Answers of the question that the condition looks at, as far as it was chosen.</summary>
    internal IReadOnlyList<Option> ConditionAnswers { get; private set; } = [];

    internal IReadOnlyList<Option> Weights => [.. "ABCD".Select(w => new Option($"{w}", w switch { 'A' => T["A（最も強い：名称）"], 'B' => T["B（強い：概要）"], 'C' => T["C（普通：機能）"], _ => T["D（弱い：説明）"] }))];

    internal IReadOnlyList<Option> ColumnKinds => Option.Of<TableColumnKind>(k => QuestionWords.Column(k, T));

    /// <summary>Whether the option's value may no longer change.</summary>
    internal bool ValueFixed(int row) => row < OptionRow.Of(Question.Options).Count && Input.Options[row].Value is { } value && View.Rules.WasOpen(Question.Id, value);

    public async Task<IActionResult> OnGetAsync(string question)
    {
        if (!await Load(question))
            return NotFound();
        Input = QuestionInput.Of(Question, View.Version.Version);
        Rows(FirstRows);
        Conditions();
        foreach (var fault in View.FaultsOf(Section.Id, Question.Id).Where(f => f.Refusal.Field is not null))
            ModelState.AddModelError(fault.Refusal.Field!, T[fault.Refusal]);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string question, string? go)
    {
        if (!await Load(question))
            return NotFound();
        if (go is "rows" or "condition")
        {
            Rows(go == "rows" ? MoreRows : 0);
            Conditions();
            return Page();
        }

        var read = Input.Read(Question);
        if (!ModelState.IsValid || Refused(read))
        {
            Conditions();
            return Again();
        }

        var saved = read.Value;
        var outcome = await Service<QuestionSetActs>().Edit(new EditDraft(Input.Version, new SaveQuestion(question, saved)), Cancel);
        if (!outcome.Ok)
            outcome = Result.No([.. outcome.Refusals.Select(r => Input.AtTypedRow(r, saved))]);
        return await Answer(outcome, () =>
        {
            Flash(T["質問「{0}」を保存しました。", T.Pick(saved.Ja, saved.En)]);
            return LocalRedirect($"{Home}#{Section.Id}");
        }, async () =>
        {
            await Load(question);
            Conditions();
        });
    }

    /// <summary>Leaves empty rows below what is there.</summary>
    private void Rows(int more)
    {
        if (KindTraits.HasOptions(Question.Kind))
            Input.Options.AddRange(Enumerable.Range(0, more).Select(_ => new OptionInput()));
        if (Question.Kind == QuestionKind.Table)
            Input.Columns.AddRange(Enumerable.Range(0, Math.Min(more, QuestionSetRules.MostColumns - Input.Columns.Count)).Select(_ => new ColumnInput()));
    }

    private void Conditions()
    {
        var earlier = View.Set.For(Section.AppliesTo).SelectMany(s => s.Questions).TakeWhile(q => q.Id != Question.Id).Where(q => QuestionWords.Answers(q).Count > 0).ToList();
        ConditionQuestions = [.. earlier.Select(q => new Option(q.Id, T.Pick(q.Ja, q.En)))];
        // One that is gone or stands later stays in sight, so that its message has a field.
        if (Input.ConditionQuestion is { Length: > 0 } chosen && earlier.All(q => q.Id != chosen))
            ConditionQuestions = [.. ConditionQuestions, new Option(chosen, View.Set.Find(chosen) is { } known ? T.Pick(known.Ja, known.En) : chosen)];
        ConditionAnswers = Input.ConditionQuestion is { Length: > 0 } id && View.Set.Find(id) is { } question ? [.. QuestionWords.Answers(question).Select(a => new Option(a, QuestionWords.Answer(question, a, T)))] : [];
    }

    private async Task<bool> Load(string question)
    {
        if (!await Load() || View.Set.Sections.FirstOrDefault(s => s.Questions.Any(q => q.Id == question)) is not { } section)
            return false;
        (Section, Question) = (section, section.Questions.First(q => q.Id == question));
        return true;
    }
}
