using FsCheck;
using FsCheck.Fluent;
using Marketplace.Catalog.Search;
using Xunit;

namespace Marketplace.Tests.Catalog.Search;

[Trait("Kind", "Fast")]
public sealed class JapaneseTextTests
{
    [Theory]
    [InlineData("ＳａａＳ", "saas")]
    [InlineData("ｻｰﾊﾞｰ", "さーば")]
    [InlineData("サーバ", "さーば")]
    [InlineData("サーバー", "さーば")]
    [InlineData("サ−バ−", "さーば")]
    [InlineData("ユーザー管理", "ゆーざ管理")]
    [InlineData("データ", "でーた")]
    [InlineData("コピー", "こぴー")]
    [InlineData("カード", "かーど")]
    [InlineData("佐々木", "佐佐木")]
    [InlineData("みすゞ", "みすず")]
    [InlineData("霞ヶ関", "霞け関")]
    [InlineData("㈱", "(株)")]
    [InlineData("㍻", "平成")]
    [InlineData("ガ", "が")]
    [InlineData("文書\u3000管理", "文書 管理")]
    [InlineData("①", "1")]
    public void Folds_what_people_type_in_different_ways(string typed, string folded) => Assert.Equal(folded, JapaneseText.Fold(typed));

    [Theory]
    [InlineData("ｶﾞｽ料金", "料金", "料金")]
    [InlineData("サーバー管理", "サーバ管理", "サーバー管理")]
    [InlineData("㈱見本の文書管理", "文書", "文書")]
    [InlineData("株式会社Ｍｉｈｏｎ", "mihon", "Ｍｉｈｏｎ")]
    [InlineData("窓口で使う", "ﾏﾄﾞ", null)]
    [InlineData("𠮷野家の文書", "野家", "野家")]
    [InlineData("いいえ", "い", "いい")]
    public void Marks_the_place_in_the_original(string text, string keyword, string? marked)
    {
        var found = Highlights.Mark(text, Keywords.Parse(keyword));
        Assert.Equal(marked is null ? [] : [marked], found.Places.Select(p => text.Substring(p.Start, p.Length)));
    }

    [Fact]
    public void Any_text_folds_and_every_character_has_a_place_in_the_original() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), any =>
    {
        var text = JapaneseText.Of(any);
        return Enumerable.Range(0, text.Text.Length).All(i => text.Original(i, i + 1) is var (start, length) && start >= 0 && length > 0 && start + length <= any.Length);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Folding_twice_changes_nothing_more() => Prop.ForAll(Gen.ListOf(Gen.Elements("サ", "ー", "バ", "ヶ", "々", "ｶﾞ", "A", "１", " ", "あ", "文", "-")).ToArbitrary(), parts =>
    {
        // But for long vowel marks, of which the last goes each time.
        var once = JapaneseText.Fold(string.Concat(parts));
        return JapaneseText.Fold(once).Replace("ー", "", StringComparison.Ordinal) == once.Replace("ー", "", StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();
}
