using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>What going over to a newer question set means for a listing.</summary>
/// <param name="From">The set its answers answer, or, when it has gone over already, answered before.</param>
/// <param name="Differences">What somebody who answers notices, with what became of the answer; null where there was none.</param>
/// <param name="Kept">Answers that go along unchanged or without options that are gone.</param>
internal sealed record Renewal(QuestionSet From, QuestionSet To, IReadOnlyList<(QuestionDifference Difference, Carried? Answer)> Differences, int Kept)
{
    public IEnumerable<(QuestionDifference Difference, Carried? Answer)> Of(QuestionFate fate) => Differences.Where(d => d.Difference.Fate == fate);

    /// <summary>Unchanged questions whose answers the newer set would not take, such as a category that is gone.</summary>
    public required IReadOnlyList<Question> Lost { get; init; }
}

internal sealed class ReadRenewal(CatalogueBasis basis, Texts t)
{
    /// <summary>Null when the listing is on the open set.</summary>
    public async Task<Renewal?> Ahead(Entry entry, CancellationToken cancel)
    {
        var open = await basis.OpenSet(cancel);
        if (entry.QuestionSetVersion >= open.Version)
            return null;
        var carried = CarriedAnswers.Over(entry.Kind, entry.Answers, open, (await basis.Categories(cancel)).Leaves);
        var differences = await Differences(entry.Kind, entry.QuestionSetVersion, open, cancel);
        var changed = differences.Select(d => d.Question.Id).ToHashSet(StringComparer.Ordinal);
        return new Renewal(await basis.Set(entry.QuestionSetVersion, cancel), open, [.. differences.Select(d => (d, carried.Fates.TryGetValue(d.Question.Id, out var fate) ? fate : (Carried?)null))],
            carried.Fates.Count(f => f.Value is Carried.Whole or Carried.Partly))
        {
            Lost = [.. carried.Fates.Where(f => f.Value == Carried.NoLongerRight && !changed.Contains(f.Key)).Select(f => open.Find(f.Key)!)],
        };
    }

    /// <summary>While a listing is being brought over: what is new and what changed, by question id.</summary>
    public async Task<IReadOnlyDictionary<string, QuestionFate>> Marks(Entry entry, QuestionSet set, CancellationToken cancel) => entry.RenewedFrom is { } from
        ? (await Differences(entry.Kind, from, set, cancel)).Where(d => d.Fate != QuestionFate.Removed).ToDictionary(d => d.Question.Id, d => d.Fate, StringComparer.Ordinal)
        : new Dictionary<string, QuestionFate>(StringComparer.Ordinal);

    private async Task<List<QuestionDifference>> Differences(EntryKind kind, int from, QuestionSet to, CancellationToken cancel) =>
        [.. SetDifferences.Of(await basis.Set(from, cancel), to, t, forVendors: true).Where(d => d.AppliesTo == kind)];
}
