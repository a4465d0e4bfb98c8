namespace Marketplace.Catalog.Search;

/// <summary>A token of a comparable text; of a very long word only its beginning.</summary>
/// <param name="Of">The text.</param>
/// <param name="Place">Counts words and characters: neighbours in a phrase differ by the same amount in text and query.</param>
/// <param name="Prefix">In a query: any token that begins so matches (a single character of a longer run).</param>
internal readonly record struct Token(string Of, int Place, bool Prefix, int Start, int End)
{
    private const int LongestWord = 100;

    public string Text => Span.ToString();

    public ReadOnlySpan<char> Span => Of.AsSpan(Start, Math.Min(End - Start, LongestWord));
}

/// <summary>Cuts comparable texts: whole words of Latin letters, whole numbers, and pairs of neighbouring characters (bigrams) of Japanese runs,
/// because Japanese does not mark where words begin. The last character of a run stands alone too, so that a single character finds every place it is in.</summary>
internal static class Tokens
{
    private enum Kind
    {
        Gap,
        Latin,
        Digit,
        Japanese,
    }

    /// <summary>The tokens to index.</summary>
    public static IEnumerable<Token> OfText(string folded, int firstPlace = 1) => Cut(folded, firstPlace, query: false);

    /// <summary>The tokens to look for, in order; empty if there is nothing to look for.</summary>
    public static IEnumerable<Token> OfQuery(string folded) => Cut(folded, 1, query: true);

    private static IEnumerable<Token> Cut(string s, int place, bool query)
    {
        for (var i = 0; i < s.Length;)
        {
            var kind = KindOf(s[i]);
            var end = i + 1;
            while (end < s.Length && KindOf(s[end]) == kind)
                end++;
            if (kind is Kind.Latin or Kind.Digit)
            {
                yield return new Token(s, place++, false, i, end);
            }
            else if (kind is Kind.Japanese)
            {
                for (int at = i, next; at < end; at = next)
                {
                    next = at + Width(s, at);
                    if (next < end)
                        yield return new Token(s, place, false, at, next + Width(s, next));
                    else if (!query || at == i)
                        yield return new Token(s, place, query, at, next);
                    place++;
                }
            }

            i = end;
        }
    }

    /// <summary>Rare kanji (𠮷) take two UTF-16 units, which must not be parted.</summary>
    private static int Width(string s, int at) => char.IsHighSurrogate(s[at]) && at + 1 < s.Length && char.IsLowSurrogate(s[at + 1]) ? 2 : 1;

    private static Kind KindOf(char c) =>
        JapaneseText.IsKana(c) || JapaneseText.IsKanji(c) ? Kind.Japanese
        : char.IsDigit(c) ? Kind.Digit
        : char.IsLetter(c) ? Kind.Latin
        : Kind.Gap;
}
