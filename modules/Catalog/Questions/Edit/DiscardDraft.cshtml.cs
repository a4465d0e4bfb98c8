using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>Confirms throwing the draft away.</summary>
[Requires(Act.EditQuestions)]
public sealed class DiscardDraftModel : DraftPage
{
    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(uint version)
    {
        if (!await Load())
            return LocalRedirect("/reviews/questions");
        return await Answer(await Service<QuestionSetActs>().Discard(version, Cancel), () =>
        {
            Flash(T["下書きを捨てました。"]);
            return LocalRedirect("/reviews/questions");
        }, Load);
    }
}
