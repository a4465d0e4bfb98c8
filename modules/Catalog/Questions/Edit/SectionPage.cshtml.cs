using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>A section's names; "new" adds one at the end.</summary>
[Requires(Act.EditQuestions)]
public sealed class SectionPageModel : DraftPage
{
    [BindProperty]
    public SectionInput Input { get; set; } = new();

    internal bool IsNew { get; private set; }
    internal string Name { get; private set; } = "";

    internal IReadOnlyList<Option> Sides => [new(nameof(EntryKind.Software), ListingWords.Kind(EntryKind.Software, T), T["登録開発者が答えます。"]), new(nameof(EntryKind.Offer), ListingWords.Kind(EntryKind.Offer, T), T["登録販売者が答えます。"])];

    public async Task<IActionResult> OnGetAsync(string section)
    {
        if (!await Load(section))
            return NotFound();
        if (View.Set.Sections.FirstOrDefault(s => s.Id == section) is { } known)
            (Input.Ja, Input.En) = (known.Ja, known.En);
        foreach (var fault in View.FaultsOf(section, null).Where(f => f.Refusal.Field is "Input.Ja" or "Input.En"))
            ModelState.AddModelError(fault.Refusal.Field!, T[fault.Refusal]);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string section)
    {
        if (!await Load(section))
            return NotFound();
        if (!ModelState.IsValid)
            return Again();
        string Text(string? typed) => AnswerForm.Clean(typed ?? "");
        if (IsNew && !Enum.TryParse<EntryKind>(Input.AppliesTo, out _))
        {
            ModelState.AddModelError("Input.AppliesTo", T["だれが答えるかを選択してください。"]);
            return Again();
        }

        DraftChange change = IsNew ? new AddSection(Text(Input.Id), Text(Input.Ja), Text(Input.En), Enum.Parse<EntryKind>(Input.AppliesTo!)) : new RenameSection(section, Text(Input.Ja), Text(Input.En));
        return await Change(Input.Version, change, () =>
        {
            Flash(T["区分「{0}」を保存しました。", Text(Input.Ja)]);
            return LocalRedirect(Home);
        }, () => Load(section));
    }

    private async Task<bool> Load(string section)
    {
        IsNew = section == "new";
        if (!await Load() || (!IsNew && View.Set.Sections.All(s => s.Id != section)))
            return false;
        Name = View.Set.Sections.FirstOrDefault(s => s.Id == section) is { } known ? T.Pick(known.Ja, known.En) : "";
        return true;
    }
}

public sealed class SectionInput
{
    public uint Version { get; set; }
    public string? Id { get; set; }
    public string? Ja { get; set; }
    public string? En { get; set; }
    public string? AppliesTo { get; set; }
}
