using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>Confirms taking a question out of the draft.</summary>
[Requires(Act.EditQuestions)]
public sealed class RemoveQuestionModel : DraftPage
{
    internal Question Question { get; private set; } = null!;

    /// <summary>Questions that become required by an answer to it.</summary>
    internal IReadOnlyList<Question> Conditions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string question) => await Load(question) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string question, uint version)
    {
        if (!await Load(question))
            return NotFound();
        return await Change(version, new RemoveQuestion(question), () =>
        {
            Flash(T["質問「{0}」を外しました。", T.Pick(Question.Ja, Question.En)]);
            return LocalRedirect(Home);
        }, () => Load(question));
    }

    private async Task<bool> Load(string question)
    {
        if (!await Load() || View.Set.Find(question) is not { } found)
            return false;
        Question = found;
        Conditions = [.. View.Set.Sections.SelectMany(s => s.Questions).Where(q => q.RequiredIf?.Question == question)];
        return true;
    }
}
