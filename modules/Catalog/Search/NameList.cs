using Marketplace.Shared;

namespace Marketplace.Catalog.Search;

/// <summary>What a suggestion names.</summary>
internal enum SuggestedKind
{
    /// <summary>業務分類.</summary>
    Category,

    /// <summary>ソフトウェア.</summary>
    Software,

    /// <summary>事業者.</summary>
    Seller,
}

/// <summary>A name to search for.</summary>
internal sealed record Suggested(SuggestedKind Kind, string Text);

/// <summary>Names that can be searched for, comparable, for suggestions while typing and when nothing was found.</summary>
internal sealed class NameList
{
    private readonly (Suggested Name, string Folded, string Reading)[] names;

    public NameList(IEnumerable<ColumnRow> rows)
    {
        var software = new Dictionary<string, string>(StringComparer.Ordinal);
        var sellers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            software[row.Shown.Name] = row.SortName;
            sellers.Add(row.Shown.SellerName);
        }

        names =
        [
            .. software.Select(s => (new Suggested(SuggestedKind.Software, s.Key), JapaneseText.Fold(s.Key), s.Value)),
            .. sellers.Select(s => (new Suggested(SuggestedKind.Seller, s), JapaneseText.Fold(s), "")),
        ];
        Array.Sort(names, (a, b) => a.Name.Kind != b.Name.Kind ? a.Name.Kind.CompareTo(b.Name.Kind) : string.CompareOrdinal(a.Folded, b.Folded));
    }

    /// <summary>Names that hold what was typed, also by their reading; those that begin with it first, categories before software before sellers.</summary>
    public IReadOnlyList<Suggested> Holding(string typed, IEnumerable<CategoryView> categories, int atMost)
    {
        var wanted = JapaneseText.Fold(typed.Trim());
        if (wanted.Length == 0)
            return [];
        List<Suggested> beginning = [], inside = [];
        foreach (var (name, folded, reading) in Categories(categories).Concat(names))
        {
            if (folded.StartsWith(wanted, StringComparison.Ordinal) || reading.StartsWith(wanted, StringComparison.Ordinal))
                beginning.Add(name);
            else if (inside.Count < atMost && wanted.Length > 1 && folded.Contains(wanted, StringComparison.Ordinal))
                inside.Add(name);
            if (beginning.Count == atMost)
                break;
        }

        return [.. beginning.Concat(inside).Take(atMost)];
    }

    /// <summary>Names much like what was typed: at least four in ten of their pairs of characters are the same (Dice).</summary>
    public IReadOnlyList<Suggested> Like(string typed, IEnumerable<CategoryView> categories, int atMost)
    {
        var wanted = Pairs(JapaneseText.Fold(typed.Trim()));
        return wanted.Count == 0 ? [] : [.. Categories(categories).Concat(names)
            .Select(n => (n.Name, Alike: Alike(wanted, Pairs(n.Folded)))).Where(n => n.Alike >= 0.4)
            .OrderByDescending(n => n.Alike).ThenBy(n => n.Name.Text, StringComparer.Ordinal).Take(atMost).Select(n => n.Name)];
    }

    private static IEnumerable<(Suggested Name, string Folded, string Reading)> Categories(IEnumerable<CategoryView> categories) =>
        categories.Select(c => (new Suggested(SuggestedKind.Category, c.Ja), JapaneseText.Fold(c.Ja), ""));

    private static HashSet<(char, char)> Pairs(string text) => [.. text.Zip(text.Skip(1))];

    private static double Alike(HashSet<(char, char)> a, HashSet<(char, char)> b) => b.Count == 0 ? 0 : 2.0 * a.Count(b.Contains) / (a.Count + b.Count);
}
