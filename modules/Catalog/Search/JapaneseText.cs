using System.Globalization;
using System.Text;

namespace Marketplace.Catalog.Search;

/// <summary>Makes texts comparable as people type them: NFKC (width), lower case, katakana as hiragana, iteration marks spelt out,
/// the long vowel mark at the end of longer words left out (サーバー = サーバ, JIS Z 8301). Remembers where each character came from, for marking matches.</summary>
internal readonly struct JapaneseText
{
    private readonly int[] begin;
    private readonly int[] past;

    private JapaneseText(string text, int[] begin, int[] past) => (Text, this.begin, this.past) = (text, begin, past);

    /// <summary>The comparable text.</summary>
    public string Text { get; }

    /// <summary>Where the characters from <paramref name="first"/> to before <paramref name="end"/> stand in the original.</summary>
    public (int Start, int Length) Original(int first, int end) => (begin[first], past[end - 1] - begin[first]);

    public static string Fold(string original) => Of(original).Text;

    public static JapaneseText Of(string original)
    {
        var text = new StringBuilder(original.Length);
        var starts = new List<int>(original.Length);
        var ends = new List<int>(original.Length);
        for (var i = 0; i < original.Length;)
        {
            var next = ChunkEnd(original, i);
            foreach (var c in Compatible(original, i, next))
            {
                // Kana and kanji have no case; asking for it costs more than all the rest.
                text.Append(c is >= '\u3000' and <= '\u9FFF' ? c : char.ToLowerInvariant(c));
                starts.Add(i);
                ends.Add(next);
            }

            i = next;
        }

        return Kana(text, starts, ends);
    }

    /// <summary>A character with the marks that combine with it, so that composing never crosses a chunk.</summary>
    private static int ChunkEnd(string s, int at)
    {
        var end = at + (char.IsHighSurrogate(s[at]) && at + 1 < s.Length && char.IsLowSurrogate(s[at + 1]) ? 2 : 1);
        while (end < s.Length && (s[end] is 'ﾞ' or 'ﾟ' or '\u3099' or '\u309A' || CharUnicodeInfo.GetUnicodeCategory(s[end]) is UnicodeCategory.NonSpacingMark))
            end++;
        return end;
    }

    private static string Compatible(string s, int at, int end)
    {
        if (char.IsSurrogate(s[at]) && !(end > at + 1 && char.IsSurrogatePair(s[at], s[at + 1])))
            return " ";
        var chunk = s[at..end];
        // Nearly all text is kanji, kana or ASCII, which NFKC leaves as it is.
        return end == at + 1 && s[at] is < '\u0080' or (>= '\u3041' and <= '\u30FE') or (>= '\u4E00' and <= '\u9FFF') ? chunk : chunk.Normalize(NormalizationForm.FormKC);
    }

    private static JapaneseText Kana(StringBuilder text, List<int> starts, List<int> ends)
    {
        var result = new StringBuilder(text.Length);
        var kept = new List<int>(text.Length);
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (run > 0 && IsDash(c))
                c = 'ー';
            var drop = c == 'ー' && run >= 3 && (i + 1 == text.Length || !(IsKana(text[i + 1]) || IsDash(text[i + 1])));
            run = IsKana(c) ? run + 1 : 0;
            if (drop)
                continue;
            result.Append(Folded(c, result));
            kept.Add(i);
        }

        return new JapaneseText(result.ToString(), [.. kept.Select(i => starts[i])], [.. kept.Select(i => ends[i])]);
    }

    private static char Folded(char c, StringBuilder before)
    {
        var last = before.Length > 0 ? before[^1] : '\0';
        return c switch
        {
            '々' or '〻' when IsKanji(last) => last,
            'ゝ' or 'ヽ' when IsKana(last) => last,
            'ゞ' or 'ヾ' when IsKana(last) => $"{last}\u3099".Normalize(NormalizationForm.FormC)[0],
            'ヵ' or 'ゕ' => 'か',
            'ヶ' or 'ゖ' => 'け',
            >= 'ァ' and <= 'ヴ' => (char)(c - 'ァ' + 'ぁ'),
            _ => c,
        };
    }

    /// <summary>Dashes that people type for the long vowel mark after kana; the hyphen of ASCII is not one of them (クラウド-API).</summary>
    private static bool IsDash(char c) => c is 'ー' or '‐' or '‑' or '–' or '—' or '―' or '−' or '─';

    public static bool IsKana(char c) => c is (>= 'ぁ' and <= 'ゖ') or (>= 'ァ' and <= 'ヺ') or 'ー' or 'ゝ' or 'ゞ' or 'ヽ' or 'ヾ';

    public static bool IsKanji(char c) => c is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF') or (>= '\uF900' and <= '\uFAFF') or '々' or '〇' || char.IsSurrogate(c);
}
