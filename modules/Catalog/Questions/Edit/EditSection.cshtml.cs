using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>A section's name; or a new section.</summary>
[Requires(Act.EditQuestions)]
internal sealed class EditSectionModel : SetDraftPage
{
    [BindProperty]
    public SectionInput Input { get; set; } = new();

    public QuestionSection? Known { get; private set; }

    public IEnumerable<Option> Kinds => Enum.GetValues<EntryKind>().Select(k => new Option(k.ToString(), ListingWords.Kind(k, T)));

    public async Task<IActionResult> OnGetAsync(string? id)
    {
        if (!await Find(id))
            return NotFound();
        if (Known is { } known)
            (Input.Ja, Input.En, Input.AppliesTo) = (known.Ja, known.En, known.AppliesTo);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? id, uint version)
    {
        if (!await Find(id))
            return NotFound();
        var (ja, en) = (AnswerForm.Clean(Input.Ja ?? ""), AnswerForm.Clean(Input.En ?? ""));
        var done = ja.Length is 0 or > 60 ? Refusal.Invalid("Input.Ja", "required", "区分の名前を60文字以内で入力してください。")
            : en.Length is 0 or > 120 ? Refusal.Invalid("Input.En", "required", "区分の名前を英語でも入力してください。")
            : await Service<QuestionSetActs>().Handle(new PutSection(version, Known?.Id, Input.AppliesTo, ja, en), Cancel);
        return await Answer(done, () => LocalRedirect("/reviews/questions/draft"), () => Find(id));
    }

    public async Task<IActionResult> OnPostRemoveAsync(string id, uint version) =>
        await Answer(await Service<QuestionSetActs>().Handle(new RemoveFromSet(version, id), Cancel), () => LocalRedirect("/reviews/questions/draft"), () => Find(id));

    private async Task<bool> Find(string? id)
    {
        if (!await Load())
            return false;
        Known = Set.Sections.FirstOrDefault(s => s.Id == id);
        return id is null || Known is not null;
    }
}

internal sealed class SectionInput
{
    public string? Ja { get; set; }
    public string? En { get; set; }
    public EntryKind AppliesTo { get; set; }
}
