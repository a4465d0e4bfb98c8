namespace Marketplace.Catalog.Search;

/// <summary>Finds the places of a shown text that match what was searched for, by the same tokens as the index.</summary>
internal static class Highlights
{
    public static Marked Mark(string text, Keywords keywords)
    {
        if (keywords.IsEmpty || text.Length == 0)
            return new Marked(text, []);
        var folded = JapaneseText.Of(text);
        var tokens = Tokens.OfText(folded.Text).ToArray();
        var places = new List<(int Start, int Length)>();
        foreach (var phrase in keywords.Clauses.SelectMany(c => c).Where(t => !t.Not).SelectMany(t => t.Phrases))
        {
            for (var i = 0; i < tokens.Length; i++)
            {
                if (EndOfMatch(tokens, i, phrase) is { } end)
                    places.Add(folded.Original(tokens[i].Start, end));
            }
        }

        return new Marked(text, Merged(places));
    }

    /// <summary>Token number n of a text has place n + 1, so a phrase is looked up by place.</summary>
    private static int? EndOfMatch(Token[] tokens, int at, IReadOnlyList<Token> phrase)
    {
        var end = 0;
        foreach (var wanted in phrase)
        {
            var i = at + wanted.Place - phrase[0].Place;
            if (i >= tokens.Length || !(wanted.Prefix ? tokens[i].Span.StartsWith(wanted.Span) : tokens[i].Span.SequenceEqual(wanted.Span)))
                return null;
            end = tokens[i].Start + wanted.End - wanted.Start;
        }

        return end;
    }

    private static List<(int Start, int Length)> Merged(List<(int Start, int Length)> places)
    {
        var merged = new List<(int Start, int Length)>();
        foreach (var (start, length) in places.Order())
        {
            if (merged.Count > 0 && start <= merged[^1].Start + merged[^1].Length)
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].Length, start + length - merged[^1].Start));
            else
                merged.Add((start, length));
        }

        return merged;
    }
}
