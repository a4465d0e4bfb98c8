using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>The versions of the question set, and how many listings are on each.</summary>
[Requires(Act.EditQuestions)]
public sealed class VersionsModel : MarketplacePage
{
    internal IReadOnlyList<SetLine> Lines { get; private set; } = [];

    public async Task OnGetAsync() => Lines = await Service<ReadQuestionSets>().All(Cancel);

    /// <summary>The set that came with a newer program, from which a draft can begin.</summary>
    internal QuestionSet? Shipped => ShippedSet.NewerThan(Lines.Max(l => l.Version.Number));

    /// <param name="from">"shipped": from <see cref="Shipped"/>; otherwise from the open version.</param>
    public async Task<IActionResult> OnPostAsync(string? from)
    {
        await OnGetAsync();
        return await Answer(await Service<QuestionSetActs>().MakeDraft(from == "shipped" ? Shipped : null, Cancel), () => LocalRedirect("/reviews/questions/draft"), OnGetAsync);
    }

    /// <summary>What happened to it last, when and by whom.</summary>
    internal string When(QuestionSetVersion version) => version switch
    {
        { State: QuestionSetState.Draft, ChangedAt: { } changed } => T["{0}に{1}さんが変更", Dates.Text(changed), version.ChangedBy ?? ""],
        { OpenedAt: { } opened, OpenedBy: { } by } => T["{0}に{1}さんが公開", Dates.Text(opened), by] + Until(version),
        { OpenedAt: { } opened } => T["{0}に初期データとして公開", Dates.Text(opened)] + Until(version),
        _ => "",
    };

    private string Until(QuestionSetVersion version) => version.RetiredAt is { } retired ? T["、{0}に終了", Dates.Text(retired)] : "";
}
