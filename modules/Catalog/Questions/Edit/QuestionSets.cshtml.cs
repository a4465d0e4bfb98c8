using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <param name="Listings">Listings whose working answers are on this version.</param>
internal sealed record SetLine(int Number, QuestionSetState State, DateTimeOffset? OpenedAt, int Questions, int Listings);

/// <summary>質問票: all versions, and the draft if there is one.</summary>
[Requires(Act.EditQuestions)]
internal sealed class QuestionSetsModel : MarketplacePage
{
    public IReadOnlyList<SetLine> Lines { get; private set; } = [];

    public bool HasDraft => Lines.Any(l => l.State == QuestionSetState.Draft);

    public async Task OnGetAsync()
    {
        var db = Service<CatalogDbContext>();
        var sets = await db.QuestionSets.AsNoTracking().OrderByDescending(s => s.Number).ToListAsync(Cancel);
        var counts = await db.Entries.GroupBy(e => e.QuestionSetVersion).ToDictionaryAsync(g => g.Key, g => g.Count(), Cancel);
        Lines = [.. sets.Select(s => new SetLine(s.Number, s.State, s.OpenedAt, QuestionSet.Parse(s.Definition).Sections.Sum(x => x.Questions.Count), counts.GetValueOrDefault(s.Number)))];
    }

    public async Task<IActionResult> OnPostAsync() => Answer(await Service<QuestionSetActs>().Handle(new StartSetDraft(), Cancel), () => LocalRedirect("/reviews/questions/draft"));
}
