using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>What a version changes against the one opened before it.</summary>
[Requires(Act.EditQuestions)]
public sealed class DifferencesModel : MarketplacePage
{
    internal SetView View { get; private set; } = null!;
    internal IReadOnlyList<QuestionDifference> Differences { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int number)
    {
        if (await Service<ReadQuestionSets>().Find(number, Cancel) is not { } view)
            return NotFound();
        View = view;
        Differences = view.Before is { } before ? SetDifferences.Of(before, view.Set, T) : [];
        ModelState.Clear();
        return Page();
    }
}
