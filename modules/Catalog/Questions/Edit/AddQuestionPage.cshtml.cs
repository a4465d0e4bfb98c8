using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>Adds a question: id, names and kind; the rest is asked on the question's page.</summary>
[Requires(Act.EditQuestions)]
public sealed class AddQuestionPageModel : DraftPage
{
    [BindProperty]
    public AddQuestionInput Input { get; set; } = new();

    internal QuestionSection Section { get; private set; } = null!;

    internal IReadOnlyList<Option> Kinds => [.. Enum.GetValues<QuestionKind>().Where(k => k is not (QuestionKind.Category or QuestionKind.PricePlan)).Select(k => new Option(k.ToString(), QuestionWords.Kind(k, T)))];

    public async Task<IActionResult> OnGetAsync(string? section) => await Load(section) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? section)
    {
        if (!await Load(section))
            return NotFound();
        if (!Enum.TryParse<QuestionKind>(Input.Kind, out var kind) || !Enum.IsDefined(kind))
            ModelState.AddModelError("Input.Kind", T["種類を選択してください。"]);
        if (!ModelState.IsValid)
            return Again();
        var question = new Question(AnswerForm.Clean(Input.Id ?? ""), kind, AnswerForm.Clean(Input.Ja ?? ""), AnswerForm.Clean(Input.En ?? ""),
            MaxLength: kind switch { QuestionKind.Text => 100, QuestionKind.LongText => 600, QuestionKind.List => 60, QuestionKind.Url => 500, QuestionKind.Email => 254, _ => null });
        return await Change(Input.Version, new AddQuestion(Section.Id, question), () => LocalRedirect($"{Home}/questions/{question.Id}"), () => Load(section));
    }

    private async Task<bool> Load(string? section)
    {
        if (!await Load() || View.Set.Sections.FirstOrDefault(s => s.Id == section) is not { } found)
            return false;
        Section = found;
        return true;
    }
}

public sealed class AddQuestionInput
{
    public uint Version { get; set; }
    public string? Id { get; set; }
    public string? Ja { get; set; }
    public string? En { get; set; }
    public string? Kind { get; set; }
}
