using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>A listing's task list: its sections with their state, and what comes next.</summary>
[Requires(Act.DraftListings)]
public sealed class DraftListingModel : MarketplacePage
{
    internal ListingView View { get; private set; } = null!;
    internal IReadOnlyList<TaskItem> Tasks { get; private set; } = [];
    internal IReadOnlyList<HistoryItem> History { get; private set; } = [];

    /// <summary>Nothing is missing or wrong.</summary>
    internal bool Ready { get; private set; }

    /// <summary>The first section that wants something.</summary>
    internal string Continue { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        if (await Service<ReadListing>().Find(publicId, Cancel) is not { } view)
            return NotFound();
        View = view;
        Ready = view.Sections.All(s => s.Missing == 0);
        Continue = Address(view.Sections.FirstOrDefault(s => s.Comments.Count > 0) ?? view.Sections.FirstOrDefault(s => s.Missing > 0) ?? view.Sections[0]);
        Tasks = [.. view.Sections.Select(Item)];
        History = ListingHistory.Of(view.Reviews, T);
        return Page();
    }

    private string Address(SectionView section) => $"{View.Entry.Url}/{section.Section.Id}";

    private TaskItem Item(SectionView section)
    {
        var (status, state) = section switch
        {
            { Comments.Count: > 0 } => (T["差戻しコメントあり"], "warn"),
            { State: SectionState.Complete } => (T["入力済"], "good"),
            { State: SectionState.Partial } => (T["必須があと{0}件", section.Missing], "info"),
            _ => (T["未入力"], "neutral"),
        };
        return new TaskItem(T.Pick(section.Section.Ja, section.Section.En), View.Entry.Editable ? Address(section) : $"{View.Entry.Url}/check#{section.Section.Id}", status, state);
    }
}
