using FsCheck;
using FsCheck.Fluent;
using Marketplace.Catalog.Search;
using Xunit;

namespace Marketplace.Tests.Catalog.Search;

/// <summary>The words in memory against the plainest possible reading: what holds a word, however the index came to be.</summary>
[Trait("Kind", "Fast")]
public sealed class TextIndexTests
{
    private static readonly string[] Words = ["電子申請", "申請", "電子", "文書管理", "管理", "システム", "オンライン申請", "税", "api", "iso 27001"];

    [Fact]
    public void Finds_what_holds_the_word_after_any_changes() => Prop.ForAll(Changes().Zip(Gen.Elements(Words)).ToArbitrary(), given =>
    {
        var (changes, word) = given;
        var (index, texts) = (TextIndex.Empty, new SortedDictionary<int, string>());
        foreach (var (changed, gone) in changes)
        {
            index = index.Changed([.. changed.Select(c => new DocumentText(c.Key, [(c.Value, FieldWeight.B)]))], gone);
            foreach (var (number, text) in changed)
                texts[number] = text;
            foreach (var number in gone)
                texts.Remove(number);
        }

        var found = TextSearch.Find(index, Keywords.Parse($"\"{word}\""), 40, ranks: null);
        Assert.Equal(texts.Where(t => $" {t.Value} ".Contains(word is "api" or "iso 27001" ? $" {word} " : JapaneseText.Fold(word), StringComparison.Ordinal)).Select(t => t.Key), found.ToArray());
        var without = TextSearch.Find(index, Keywords.Parse($"-\"{word}\""), 40, ranks: null);
        Assert.Equal(texts.Keys.Except(found.ToArray()), without.ToArray());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_name_counts_more_than_a_description_and_repeating_a_word_little()
    {
        var index = TextIndex.Empty.Changed(
        [
            new DocumentText(0, [("文書管理", FieldWeight.A)]), new DocumentText(1, [("庶務", FieldWeight.A), ("文書管理", FieldWeight.D)]),
            new DocumentText(2, [("庶務", FieldWeight.A), (string.Concat(Enumerable.Repeat("文書管理、", 50)), FieldWeight.D)]), new DocumentText(3, [("税", FieldWeight.A)]),
        ], []);
        var ranks = new float[4];
        Assert.Equal([0, 1, 2], TextSearch.Find(index, Keywords.Parse("文書管理"), 4, ranks).ToArray());
        Assert.True(ranks[0] > ranks[1]);
        Assert.True(ranks[2] < ranks[0] * 1.3f);
    }

    private static Gen<List<(Dictionary<int, string> Changed, int[] Gone)>> Changes()
    {
        var text = Gen.ListOf(Gen.Elements(Words)).Select(w => JapaneseText.Fold(string.Join(' ', w.Take(6))));
        var documents = Gen.ListOf(Gen.Choose(0, 39).Zip(text)).Select(d => d.GroupBy(x => x.Item1).ToDictionary(g => g.Key, g => g.First().Item2));
        return Gen.ListOf(documents.Zip(Gen.ArrayOf(Gen.Choose(0, 39))).Select(c => (c.Item1, c.Item2.Except(c.Item1.Keys).ToArray()))).Select(l => l.ToList());
    }
}
