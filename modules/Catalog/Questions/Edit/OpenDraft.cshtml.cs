using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>Confirms opening the draft.</summary>
[Requires(Act.EditQuestions)]
public sealed class OpenDraftModel : DraftPage
{
    private IReadOnlyList<QuestionDifference> differences = [];

    internal int Count(QuestionFate fate) => differences.Count(d => d.Fate == fate);

    public async Task<IActionResult> OnGetAsync() => await LoadAll() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(int number, uint version) =>
        await Answer(await Service<QuestionSetActs>().Open(number, version, Cancel), () =>
        {
            Flash(T["質問票の第{0}版を公開しました。新しい掲載はこの版に答えます。", number]);
            return LocalRedirect("/reviews/questions");
        }, LoadAll);

    private async Task<bool> LoadAll()
    {
        if (!await Load())
            return false;
        differences = View.Before is { } before ? SetDifferences.Of(before, View.Set, T) : [];
        return true;
    }
}
