namespace Marketplace.Catalog.Search;

/// <summary>What comes nearest when nothing holds all that was typed: a long question, a word written otherwise. Offers that hold at least half of its words and pairs of characters, those
/// with the rarest first. Shown as a suggestion below "nothing found"; counts and filters are not touched by it.</summary>
internal static class Nearest
{
    private const int Most = 10;

    /// <summary>Half of the most that one token can count, as in <see cref="TextSearch"/>.</summary>
    private const float Half = 0.4f;

    /// <summary>Numbers of the offers, nearest first.</summary>
    public static IReadOnlyList<int> Of(Columns columns, Keywords loosely)
    {
        if (loosely.IsEmpty)
            return [];
        var documents = columns.Rows.Length;
        var near = new Dictionary<int, (int Held, float Worth)>();
        foreach (var token in loosely.Sought)
        {
            var parts = columns.Text.Parts.Select(part => PhraseSearch.In(part.Postings, part.Counts, token)).ToArray();
            var rarity = MathF.Log(1 + documents / (1f + parts.Sum(p => p.Count)));
            foreach (var matches in parts.Select(p => p.Scored(rarity, Half)))
            {
                for (var i = 0; i < matches.Count && matches.Documents[i] < documents; i++)
                {
                    var (held, worth) = near.GetValueOrDefault(matches.Documents[i]);
                    near[matches.Documents[i]] = (held + 1, worth + matches.Worth[i]);
                }
            }
        }

        var least = (loosely.Sought.Count + 1) / 2;
        return [.. near.Where(n => n.Value.Held >= least && columns.Visible[n.Key]).OrderByDescending(n => n.Value.Worth).ThenBy(n => columns.Rows[n.Key]!.SortName, StringComparer.Ordinal).Take(Most).Select(n => n.Key)];
    }
}
