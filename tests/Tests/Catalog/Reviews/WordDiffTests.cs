using FsCheck;
using FsCheck.Fluent;
using Marketplace.Catalog;
using Xunit;

namespace Marketplace.Tests.Catalog.Reviews;

[Trait("Kind", "Fast")]
public sealed class WordDiffTests
{
    [Theory]
    [InlineData("文書管理のサービス", "文書管理と決裁のサービス", "文書管理 +と決裁 のサービス")]
    [InlineData("月額10,000円です。", "月額12,000円です。", "月額 -10 +12 ,000円です。")]
    [InlineData("", "新しい", "+新しい")]
    [InlineData("消す", "", "-消す")]
    [InlineData("同じ", "同じ", "同じ")]
    [InlineData("クラウドサービス", "クラウド型サービス", "-クラウドサービス +クラウド型サービス")]
    public void Marks_what_changed_by_word(string before, string after, string expected) => Assert.Equal(expected, Shown(WordDiff.Of(before, after)));

    [Fact]
    public void Either_text_can_be_read_from_the_differences() => Prop.ForAll(Texts(), Texts(), (a, b) =>
    {
        var parts = WordDiff.Of(a, b);
        return string.Concat(parts.Where(p => p.Kind != DiffKind.Added).Select(p => p.Text)) == a
            && string.Concat(parts.Where(p => p.Kind != DiffKind.Removed).Select(p => p.Text)) == b
            && parts.Zip(parts.Skip(1)).All(p => p.First.Kind != p.Second.Kind);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_long_rewrite_stays_quick()
    {
        var a = string.Concat(Enumerable.Range(0, 4_000).Select(i => (char)('あ' + i % 70)));
        var b = string.Concat(Enumerable.Range(0, 4_000).Select(i => (char)('あ' + i * 7 % 71)));
        Assert.NotEmpty(WordDiff.Of(a, b));
    }

    private static Arbitrary<string> Texts() => ArbMap.Default.ArbFor<int[]>().Convert(
        numbers => string.Concat(numbers.Select(n => "文書管理をAPI12のサービスで、が😀"[Math.Abs(n % 20) is var i && i < 20 ? i : 0])), _ => []);

    private static string Shown(IReadOnlyList<DiffPart> parts) =>
        string.Join(' ', parts.Select(p => (p.Kind switch { DiffKind.Removed => "-", DiffKind.Added => "+", _ => "" }) + p.Text));
}
