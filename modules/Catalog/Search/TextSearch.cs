namespace Marketplace.Catalog.Search;

/// <summary>Answers the text part of a search from the words in memory.</summary>
internal static class TextSearch
{
    /// <summary>Half of the most that a phrase can count is reached when its matches are worth this much: one match in a summary. More matches add less and less,
    /// so that repeating a word raises nobody far.</summary>
    private const float Half = 0.4f;

    /// <param name="documents">Numbers from 0 to before this are looked at.</param>
    /// <param name="ranks">By document number; gets the score of each match. Null: nobody asks for the order.</param>
    /// <returns>The matches.</returns>
    public static Bitmap Find(TextIndex index, Keywords keywords, int documents, float[]? ranks)
    {
        var found = new Bitmap(documents);
        var parts = index.Parts.ToArray();
        var phrases = keywords.Clauses.SelectMany(c => c).SelectMany(t => t.Phrases)
            .ToDictionary(p => p, p => Array.ConvertAll(parts, part => PhraseSearch.In(part.Postings, part.Counts, p)));
        // What is rare says more.
        var rarity = phrases.ToDictionary(p => p.Key, p => MathF.Log(1 + documents / (1f + p.Value.Sum(f => f.Count))));
        for (var i = 0; i < parts.Length; i++)
        {
            PhraseMatches Of(Term term) => term.Phrases.Select(p => phrases[p][i].Scored(rarity[p], Half)).Aggregate(PhraseMatches.Both);
            var wanted = keywords.Clauses.Where(c => !c[0].Not).Select(c => c.Select(Of).Aggregate(PhraseMatches.Either));
            var all = keywords.OnlyExcludes ? PhraseMatches.Of(parts[i].Counts) : wanted.Aggregate(PhraseMatches.Both);
            foreach (var unwanted in keywords.Clauses.Where(c => c[0].Not).SelectMany(c => c))
                all = all.Without(Of(unwanted));
            for (var n = 0; n < all.Count && all.Documents[n] < documents; n++)
            {
                found.Set(all.Documents[n]);
                if (ranks is not null)
                    ranks[all.Documents[n]] = all.Worth[n];
            }
        }

        return found;
    }
}
