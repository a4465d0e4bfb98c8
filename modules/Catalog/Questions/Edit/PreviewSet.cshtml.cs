using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>The draft as vendors will see it. Nothing that is typed goes anywhere.</summary>
[Requires(Act.EditQuestions)]
internal sealed class PreviewSetModel : SetDraftPage
{
    public CategoryTree Categories { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Load())
            return LocalRedirect("/reviews/questions");
        Categories = await Service<CatalogueBasis>().Categories(Cancel);
        return Page();
    }
}
