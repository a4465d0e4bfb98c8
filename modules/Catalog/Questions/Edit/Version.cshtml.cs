using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>A version as vendors see it, section by section.</summary>
[Requires(Act.EditQuestions)]
public sealed class VersionModel : MarketplacePage
{
    internal SetView View { get; private set; } = null!;
    internal QuestionSection? Section { get; private set; }
    internal CategoryTree Categories { get; private set; } = null!;
    internal RowsShown Rows { get; } = RowsShown.None;

    public async Task<IActionResult> OnGetAsync(int number, string? section)
    {
        if (await Service<ReadQuestionSets>().Find(number, Cancel) is not { } view)
            return NotFound();
        View = view;
        Section = view.Set.Sections.FirstOrDefault(s => s.Id == section) ?? (view.Set.Sections.Count > 0 ? view.Set.Sections[0] : null);
        Categories = await Service<CatalogueBasis>().Categories(Cancel);
        ModelState.Clear();
        return Page();
    }
}
