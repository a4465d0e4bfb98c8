using System.Globalization;
using System.Text;

namespace Marketplace.Catalog.Search;

/// <summary>A way to fulfil a clause: all its phrases must be there, in any order. A phrase is one token, or several that must follow one another.</summary>
internal sealed record Term(IReadOnlyList<IReadOnlyList<Token>> Phrases, bool Not)
{
    public override string ToString() => $"{(Not ? "!" : "")}({string.Join(" & ", Phrases.Select(InWords))})";

    private static string InWords(IReadOnlyList<Token> phrase)
    {
        var text = new StringBuilder();
        for (var i = 0; i < phrase.Count; i++)
        {
            if (i > 0)
                text.Append(CultureInfo.InvariantCulture, $" <{phrase[i].Place - phrase[i - 1].Place}> ");
            text.Append('\'').Append(phrase[i].Text).Append('\'').Append(phrase[i].Prefix ? ":*" : "");
        }

        return text.ToString();
    }
}

/// <summary>What somebody typed into the search box, understood: terms are joined by AND; <c>"…"</c> or 「…」 is a phrase, <c>-</c> before a term excludes it,
/// <c>|</c> between terms means either, a backslash takes its meaning from the next sign. Everything else that is no letter or digit separates. Any input is valid.
/// <para>What is not quoted is also found in parts where the script shows that it has some (<see cref="Parts"/>), and by other words for it (<see cref="Synonyms"/>).</para></summary>
internal sealed class Keywords
{
    /// <summary>More typed text than this is not looked at.</summary>
    private const int Longest = 200;

    private IReadOnlyList<Token[]>? sought;

    private Keywords(IReadOnlyList<IReadOnlyList<Term>> clauses) => Clauses = clauses;

    /// <summary>All clauses must hold; of each clause's terms at least one.</summary>
    public IReadOnlyList<IReadOnlyList<Term>> Clauses { get; }

    public bool IsEmpty => Clauses.Count == 0;

    /// <summary>All phrases that may have led to an offer, to be marked in its texts.</summary>
    public IReadOnlyList<Token[]> Sought => sought ??= [.. Clauses.SelectMany(c => c).Where(t => !t.Not).SelectMany(t => t.Phrases).Select(p => p.ToArray())];

    /// <summary>There are only exclusions; an index can answer these only by taking away from everything.</summary>
    public bool OnlyExcludes => Clauses.Count > 0 && Clauses.All(c => c.All(t => t.Not));

    public static Keywords Parse(string? typed, Synonyms? synonyms = null)
    {
        var original = typed is { Length: > Longest } ? typed[..Longest] : typed ?? "";
        var folded = JapaneseText.Of(original);
        var text = folded.Text;
        var clauses = new List<List<Term>>();
        var either = false;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '|')
            {
                either = true;
                i++;
            }
            else if (IsSpace(text[i]))
            {
                i++;
            }
            else
            {
                // No word begins with the long vowel mark, but it is what the hyphen key gives while typing Japanese.
                var not = text[i] is '-' or '−' or 'ー';
                var from = not ? i + 1 : i;
                var (word, next) = Word(text, from);
                i = next;
                if (Tokens.OfQuery(word).ToArray() is not { Length: > 0 } whole)
                    continue;
                List<Term> terms = [new Term([whole], not)];
                // As it stands in the text: without quotes and backslashes.
                if (!not && from + word.Length == next)
                    terms.AddRange(Wider(word, at => original[folded.Original(from + at, from + at + 1).Start], synonyms));
                // "a | -b" would match nearly everything; an exclusion is always a clause of its own.
                if (either && !not && clauses.Count > 0 && !clauses[^1][0].Not)
                    clauses[^1].AddRange(terms);
                else
                    clauses.Add(terms);
                either = false;
            }
        }

        return new Keywords(clauses);
    }

    /// <summary>Each word and each pair of characters by itself, without what is excluded: for <see cref="Nearest"/>.</summary>
    public Keywords Loosely() => new([.. Clauses.Where(c => !c[0].Not).SelectMany(c => c[0].Phrases).SelectMany(p => p).DistinctBy(t => t.Text, StringComparer.Ordinal)
        .Select(t => (IReadOnlyList<Term>)[new Term([[t with { Place = 1 }]], Not: false)])]);

    /// <summary>For tests and logs: <c>(('文書' &lt;1&gt; '書管')) &amp; (…)</c>.</summary>
    public override string ToString() => string.Join(" & ", Clauses.Select(c => "(" + string.Join(" | ", c) + ")"));

    private static IEnumerable<Term> Wider(string word, Func<int, char> original, Synonyms? synonyms)
    {
        foreach (var other in synonyms?.Others(word) ?? [])
            yield return new Term([[.. Tokens.OfQuery(other)]], Not: false);
        // A part may be nothing but signs, which are in no word.
        IReadOnlyList<Token>[] parts = [.. Parts(word, original).Select(p => Tokens.OfQuery(p).ToArray()).Where(p => p.Length > 0)];
        if (parts.Length > 1)
            yield return new Term(parts, Not: false);
    }

    /// <summary>Cuts a word where katakana meets kanji or hiragana, where Latin letters or digits meet Japanese, and at a particle between two words, when every part keeps two characters:
    /// 申請の受付 = 申請 + 受付, 人口統計ダッシュボード = 人口統計 + ダッシュボード.</summary>
    private static List<string> Parts(string word, Func<int, char> original)
    {
        var parts = new List<string>();
        var begin = 0;
        for (var i = 1; i < word.Length; i++)
        {
            var (before, here) = (ScriptOf(original(i - 1)), ScriptOf(original(i)));
            var particle = here == Script.Hiragana && i + 1 < word.Length && "のをにとやがはでへ".Contains(word[i], StringComparison.Ordinal)
                && before is Script.Kanji or Script.Katakana && ScriptOf(original(i + 1)) is Script.Kanji or Script.Katakana;
            if (!particle && (before == here || (before is Script.Kanji or Script.Hiragana && here is Script.Kanji or Script.Hiragana)))
                continue;
            if (i - begin < 2 || word.Length - i - (particle ? 1 : 0) < 2)
                return [];
            parts.Add(word[begin..i]);
            begin = particle ? i + 1 : i;
        }

        return [.. parts, word[begin..]];
    }

    private enum Script
    {
        Other,
        Kanji,
        Hiragana,
        Katakana,
        Latin,
    }

    private static Script ScriptOf(char c) => c switch
    {
        >= 'ぁ' and <= 'ゖ' => Script.Hiragana,
        (>= 'ァ' and <= 'ヺ') or 'ー' or (>= 'ｦ' and <= 'ﾟ') => Script.Katakana,
        _ => JapaneseText.IsKanji(c) ? Script.Kanji : char.IsLetterOrDigit(c) ? Script.Latin : Script.Other,
    };

    private static (string Word, int Next) Word(string text, int from)
    {
        if (from >= text.Length)
            return ("", from);
        if (Closing(text[from]) is { } closing)
        {
            var end = text.IndexOf(closing, from + 1);
            return end < 0 ? (text[(from + 1)..], text.Length) : (text[(from + 1)..end], end + 1);
        }

        var word = new StringBuilder();
        var i = from;
        for (; i < text.Length && !IsSpace(text[i]) && text[i] != '|' && Closing(text[i]) is null; i++)
        {
            // A backslash and what it protects are no letters: they only separate.
            if (text[i] == '\\')
                i++;
            word.Append(i < text.Length ? text[i] : ' ');
        }

        return (word.ToString(), i);
    }

    private static char? Closing(char opening) => opening switch { '"' => '"', '“' or '”' => '”', '「' => '」', '『' => '』', _ => null };

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '、' or ',';
}
