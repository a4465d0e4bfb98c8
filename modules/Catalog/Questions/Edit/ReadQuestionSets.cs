using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <param name="Working">Listings whose working answers answer it.</param>
/// <param name="Published">Listings whose published version answers it.</param>
internal sealed record SetLine(QuestionSetVersion Version, int Questions, int Working, int Published);

/// <summary>A version with what stands against opening it; none for one that was opened.</summary>
/// <param name="Before">The set opened before it; null for the first.</param>
internal sealed record SetView(QuestionSetVersion Version, QuestionSet Set, QuestionSet? Before, QuestionSetRules Rules, IReadOnlyList<SetFault> Faults)
{
    public IEnumerable<SetFault> FaultsOf(string? section, string? question) => Faults.Where(f => f.Section == section && f.Question == question);
}

internal sealed class ReadQuestionSets(CatalogDbContext db, CatalogueBasis basis)
{
    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<SetLine>> All(CancellationToken cancel)
    {
        var versions = await db.QuestionSets.AsNoTracking().OrderByDescending(s => s.Number).ToListAsync(cancel);
        var working = await db.Entries.IgnoreQueryFilters().GroupBy(e => e.QuestionSetVersion).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var published = await db.Entries.IgnoreQueryFilters().Where(e => e.Live == LiveState.Published)
            .Join(db.EntryVersions, e => new { e.Id, Number = e.Published }, v => new { Id = v.EntryId, v.Number }, (e, v) => v.QuestionSetVersion)
            .GroupBy(n => n).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return [.. versions.Select(v => new SetLine(v, v.Set().Sections.Sum(s => s.Questions.Count), working.GetValueOrDefault(v.Number), published.GetValueOrDefault(v.Number)))];
    }

    public async Task<SetView?> Draft(CancellationToken cancel) =>
        await db.QuestionSets.AsNoTracking().SingleOrDefaultAsync(s => s.State == QuestionSetState.Draft, cancel) is { } draft ? await View(draft, cancel) : null;

    public async Task<SetView?> Find(int number, CancellationToken cancel) =>
        await db.QuestionSets.AsNoTracking().SingleOrDefaultAsync(s => s.Number == number, cancel) is { } version ? await View(version, cancel) : null;

    private async Task<SetView> View(QuestionSetVersion version, CancellationToken cancel)
    {
        var opened = await basis.Sets(cancel);
        var rules = new QuestionSetRules(opened);
        var set = version.Set();
        return new SetView(version, set, opened.Where(s => s.Version < version.Number).MaxBy(s => s.Version), rules, version.State == QuestionSetState.Draft ? rules.Check(set) : []);
    }
}
