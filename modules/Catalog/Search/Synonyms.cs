namespace Marketplace.Catalog.Search;

/// <summary>Words that mean the same to buyers (電子申請 = オンライン申請 = e申請), as the operator keeps them. Used when a search is understood, so that a change needs no re-indexing.</summary>
internal sealed class Synonyms
{
    public static readonly Synonyms None = new([]);

    /// <summary>A word that many synonyms apply to is searched under this many other names at most.</summary>
    private const int MostOthers = 8;
    private readonly Dictionary<string, string[]> others = new(StringComparer.Ordinal);
    private readonly string[] longestFirst;

    /// <param name="groups">Each a set of words of the same meaning, as typed.</param>
    public Synonyms(IEnumerable<IReadOnlyList<string>> groups)
    {
        foreach (var group in groups)
        {
            var words = group.Select(JapaneseText.Fold).Where(w => w.Length > 1).Distinct(StringComparer.Ordinal).ToArray();
            foreach (var word in words)
                others[word] = [.. others.GetValueOrDefault(word, []), .. words.Where(w => w != word)];
        }

        longestFirst = [.. others.Keys.OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal)];
    }

    /// <summary>Other ways to write a comparable word: each synonym it holds replaced by another one, the longest first.</summary>
    public IReadOnlyList<string> Others(string word) =>
        longestFirst.FirstOrDefault(w => word.Contains(w, StringComparison.Ordinal)) is { } known
            ? [.. others[known].Select(o => word.Replace(known, o, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Take(MostOthers)]
            : [];
}
