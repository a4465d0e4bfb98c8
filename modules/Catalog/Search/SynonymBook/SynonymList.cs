using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Catalog.Search;

/// <summary>同義語: the words that the search takes for one another, as the operator keeps them. There is one list.</summary>
internal sealed class SynonymList : Entity
{
    public const int MostGroups = 2_000, LongestWord = 50, MostWords = 12;

    /// <summary>So that two who write the first list meet at the key.</summary>
    public static readonly Guid TheOne = new("0199a000-0000-7000-8000-000000000001");

    /// <summary>A group on each line, its words parted by 、.</summary>
    public string Lines { get; private set; } = "";

    public static SynonymList Of(string lines) => new() { Id = TheOne, Lines = lines };

    public IEnumerable<IReadOnlyList<string>> Groups => GroupsOf(Lines).Select(g => g.Words);

    /// <summary>Refused at the field "lines", naming the line that is wrong.</summary>
    public Result Rewrite(string typed)
    {
        var groups = GroupsOf(typed).ToList();
        if (groups.Count > MostGroups)
            return No("too-many", "同義語は{0}行以内にしてください。", MostGroups);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (line, words) in groups)
        {
            if (words.Count is < 2 or > MostWords)
                return No("words", "{0}行目：同じ意味の語を「、」で区切って、2個から{1}個まで入力してください。", line, MostWords);
            foreach (var word in words)
            {
                var comparable = JapaneseText.Fold(word);
                if (word.Length > LongestWord || comparable.Length < 2 || !Tokens.OfQuery(comparable).Any())
                    return No("word", "{0}行目：「{1}」は2文字以上{2}文字以内の語にしてください。", line, word, LongestWord);
                if (!seen.TryAdd(comparable, line))
                    return No("twice", "{0}行目：「{1}」は{2}行目にもあります。1つの行にまとめてください。", line, word, seen[comparable]);
            }
        }

        Lines = string.Join('\n', groups.Select(g => string.Join('、', g.Words)));
        return Result.Done;
    }

    private static Refusal No(string code, string text, params object[] args) => Refusal.Invalid("lines", code, text, args);

    private static IEnumerable<(int Line, IReadOnlyList<string> Words)> GroupsOf(string lines) => lines.Split('\n')
        .Select((text, i) => (i + 1, (IReadOnlyList<string>)[.. text.Split(['、', ',', '，', '=', '＝', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]))
        .Where(g => g.Item2.Count > 0);
}

internal sealed class SynonymListMap : IEntityTypeConfiguration<SynonymList>
{
    public void Configure(EntityTypeBuilder<SynonymList> builder)
    {
        builder.ToTable("synonym_list");
        builder.Property(s => s.Version).IsRowVersion();
    }
}
