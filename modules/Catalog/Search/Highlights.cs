using Marketplace.Catalog.Browse;

namespace Marketplace.Catalog.Search;

/// <summary>Finds the places of a shown text that match what was searched for, by the same tokens as the index.</summary>
internal static class Highlights
{
    private static readonly RecentTexts<(JapaneseText Folded, Token[] Tokens)> Recent = new(5_000, Cut);

    public static Marked Mark(string text, Keywords keywords)
    {
        if (keywords.IsEmpty || text.Length == 0)
            return new Marked(text, []);
        var (folded, tokens) = Recent.Of(text);
        List<(int Start, int Length)>? places = null;
        foreach (var phrase in keywords.Sought)
        {
            // Most texts of a page do not hold a phrase's beginning.
            if (!folded.Text.AsSpan().Contains(phrase[0].Span, StringComparison.Ordinal))
                continue;
            places ??= [];
            for (var i = 0; i < tokens.Length; i++)
            {
                if (EndOfMatch(tokens, i, phrase) is { } end)
                    places.Add(folded.Original(tokens[i].Start, end));
            }
        }

        return new Marked(text, places is null ? [] : Merged(places));
    }

    private static (JapaneseText Folded, Token[] Tokens) Cut(string text)
    {
        var folded = JapaneseText.Of(text);
        return (folded, [.. Tokens.OfText(folded.Text)]);
    }

    /// <summary>Token number n of a text has place n + 1, so a phrase is looked up by place.</summary>
    private static int? EndOfMatch(Token[] tokens, int at, Token[] phrase)
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
