using System.Globalization;

namespace Marketplace.Catalog;

internal enum DiffKind
{
    Same,
    Removed,
    Added,
}

internal sealed record DiffPart(DiffKind Kind, string Text);

/// <summary>Differences between two texts, word by word. Japanese has no blanks, so a word here is a run of one script (kanji, katakana, letters, digits)
/// and every other character stands alone: small enough to see what changed, long enough to read.</summary>
/// <remarks>Written here because diff libraries cut at blanks, which marks whole Japanese sentences as changed.</remarks>
internal static class WordDiff
{
    /// <summary>Above this many pairs of words the middle is shown as replaced whole; only very long rewrites get there.</summary>
    private const int MostPairs = 4_000_000;

    private enum Script
    {
        Alone,
        Kanji,
        Katakana,
        Letter,
        Digit,
    }

    public static IReadOnlyList<DiffPart> Of(string before, string after)
    {
        var (a, b) = (Words(before), Words(after));
        var head = 0;
        while (head < a.Count && head < b.Count && a[head] == b[head])
            head++;
        var tail = 0;
        while (tail < a.Count - head && tail < b.Count - head && a[^(tail + 1)] == b[^(tail + 1)])
            tail++;

        var parts = new List<DiffPart>();
        Add(parts, DiffKind.Same, a.Take(head));
        Middle(parts, a.GetRange(head, a.Count - head - tail), b.GetRange(head, b.Count - head - tail));
        Add(parts, DiffKind.Same, a.Skip(a.Count - tail));
        return parts;
    }

    internal static List<string> Words(string text)
    {
        var words = new List<string>();
        var (start, last) = (0, Script.Alone);
        var elements = StringInfo.ParseCombiningCharacters(text);
        for (var i = 0; i < elements.Length; i++)
        {
            var script = ScriptOf(text, elements[i]);
            if (i > 0 && (script == Script.Alone || script != last))
            {
                words.Add(text[start..elements[i]]);
                start = elements[i];
            }

            last = script;
        }

        if (text.Length > 0)
            words.Add(text[start..]);
        return words;
    }

    private static Script ScriptOf(string text, int at) => text[at] switch
    {
        >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' or '々' => Script.Kanji,
        >= '\u30A0' and <= '\u30FF' => Script.Katakana,
        >= '0' and <= '9' or >= '０' and <= '９' => Script.Digit,
        var c when char.IsAsciiLetter(c) || c is >= '\u00C0' and <= '\u024F' => Script.Letter,
        _ => Script.Alone,
    };

    /// <summary>Longest common subsequence; removed words come before added ones at the same place.</summary>
    private static void Middle(List<DiffPart> parts, List<string> a, List<string> b)
    {
        if ((long)a.Count * b.Count > MostPairs)
        {
            Add(parts, DiffKind.Removed, a);
            Add(parts, DiffKind.Added, b);
            return;
        }

        var common = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var (x, y) = (0, 0);
        while (x < a.Count || y < b.Count)
        {
            if (x < a.Count && y < b.Count && a[x] == b[y])
                (x, y) = (x + 1, y + Put(parts, DiffKind.Same, a[x]));
            else if (x < a.Count && (y == b.Count || common[x + 1, y] >= common[x, y + 1]))
                x += Put(parts, DiffKind.Removed, a[x]);
            else
                y += Put(parts, DiffKind.Added, b[y]);
        }
    }

    private static int Put(List<DiffPart> parts, DiffKind kind, string word)
    {
        if (parts.Count > 0 && parts[^1].Kind == kind)
            parts[^1] = parts[^1] with { Text = parts[^1].Text + word };
        else
            parts.Add(new DiffPart(kind, word));
        return 1;
    }

    private static void Add(List<DiffPart> parts, DiffKind kind, IEnumerable<string> words)
    {
        var text = string.Concat(words);
        if (text.Length > 0)
            Put(parts, kind, text);
    }
}
