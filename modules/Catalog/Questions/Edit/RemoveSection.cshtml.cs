using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>Confirms taking a section with its questions out of the draft.</summary>
[Requires(Act.EditQuestions)]
public sealed class RemoveSectionModel : DraftPage
{
    internal QuestionSection Section { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string section) => await Load(section) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string section, uint version)
    {
        if (!await Load(section))
            return NotFound();
        return await Change(version, new RemoveSection(section), () =>
        {
            Flash(T["区分「{0}」を外しました。", T.Pick(Section.Ja, Section.En)]);
            return LocalRedirect(Home);
        }, () => Load(section));
    }

    private async Task<bool> Load(string section)
    {
        if (!await Load() || View.Set.Sections.FirstOrDefault(s => s.Id == section) is not { } found)
            return false;
        Section = found;
        return true;
    }
}
