using System.Globalization;
using System.Text;

namespace Marketplace.Catalog.Search;

/// <summary>A search term: one token, or several that must follow one another.</summary>
internal sealed record Term(IReadOnlyList<Token> Tokens, bool Not);

/// <summary>What somebody typed into the search box, understood: terms are joined by AND; <c>"…"</c> or 「…」 is a phrase, <c>-</c> before a term excludes it,
/// <c>|</c> between terms means either, a backslash takes its meaning from the next sign. Everything else that is no letter or digit separates. Any input is valid.</summary>
internal sealed class Keywords
{
    /// <summary>More typed text than this is not looked at.</summary>
    private const int Longest = 200;

    private Keywords(IReadOnlyList<IReadOnlyList<Term>> clauses) => Clauses = clauses;

    /// <summary>All clauses must hold; of each clause's terms at least one.</summary>
    public IReadOnlyList<IReadOnlyList<Term>> Clauses { get; }

    public bool IsEmpty => Clauses.Count == 0;

    /// <summary>There are only exclusions; an index can answer these only by taking away from everything.</summary>
    public bool OnlyExcludes => Clauses.Count > 0 && Clauses.All(c => c.All(t => t.Not));

    public static Keywords Parse(string? typed)
    {
        var text = JapaneseText.Fold(typed is { Length: > Longest } ? typed[..Longest] : typed ?? "");
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
                var (word, next) = Word(text, not ? i + 1 : i);
                var tokens = Tokens.OfQuery(word).ToArray();
                i = next;
                if (tokens.Length == 0)
                    continue;
                // "a | -b" would match nearly everything; an exclusion is always a clause of its own.
                if (either && !not && clauses.Count > 0 && !clauses[^1][0].Not)
                    clauses[^1].Add(new Term(tokens, not));
                else
                    clauses.Add([new Term(tokens, not)]);
                either = false;
            }
        }

        return new Keywords(clauses);
    }

    /// <summary>As a PostgreSQL tsquery in text form. Tokens hold letters and digits only, so quoting them is enough.</summary>
    /// <param name="excluded">True: what an offer to be left out would match (see <see cref="OnlyExcludes"/>).</param>
    public string ToTsQuery(bool excluded = false) => excluded
        ? string.Join(" | ", Clauses.SelectMany(c => c).Select(t => TermQuery(t with { Not = false })))
        : string.Join(" & ", Clauses.Select(c => "(" + string.Join(" | ", c.Select(TermQuery)) + ")"));

    private static string TermQuery(Term term)
    {
        var query = new StringBuilder(term.Not ? "!(" : "(");
        for (var i = 0; i < term.Tokens.Count; i++)
        {
            var token = term.Tokens[i];
            if (i > 0)
                query.Append(CultureInfo.InvariantCulture, $" <{token.Place - term.Tokens[i - 1].Place}> ");
            query.Append('\'').Append(token.Text).Append('\'').Append(token.Prefix ? ":*" : "");
        }

        return query.Append(')').ToString();
    }

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
