using FsCheck;
using FsCheck.Fluent;
using Marketplace.Catalog.Search;
using Xunit;

namespace Marketplace.Tests.Catalog.Search;

[Trait("Kind", "Fast")]
public sealed class KeywordsTests
{
    [Theory]
    [InlineData("文書", "(('文書'))")]
    [InlineData("文書管理", "(('文書' <1> '書管' <1> '管理'))")]
    [InlineData("文書 管理", "(('文書')) & (('管理'))")]
    [InlineData("文書　管理", "(('文書')) & (('管理'))")]
    [InlineData("文書、管理", "(('文書')) & (('管理'))")]
    [InlineData("市", "(('市':*))")]
    [InlineData("A市", "(('a' <1> '市':*))")]
    [InlineData("申請の受付", "(('申請' <1> '請の' <1> 'の受' <1> '受付') | ('申請' & '受付'))")]
    [InlineData("人口ダッシュ", "(('人口' <1> '口だ' <1> 'だっ' <1> 'っし' <1> 'しゅ') | ('人口' & 'だっ' <1> 'っし' <1> 'しゅ'))")]
    [InlineData("子育て支援", "(('子育' <1> '育て' <1> 'て支' <1> '支援'))")]
    [InlineData("「申請の受付」", "(('申請' <1> '請の' <1> 'の受' <1> '受付'))")]
    [InlineData("\"Web API\"", "(('web' <1> 'api'))")]
    [InlineData("「文書 管理」", "(('文書' <2> '管理'))")]
    [InlineData("文書 -電子", "(('文書')) & (!('電子'))")]
    [InlineData("文書 －電子", "(('文書')) & (!('電子'))")]
    [InlineData("文書 −電子", "(('文書')) & (!('電子'))")]
    [InlineData("文書 ー電子", "(('文書')) & (!('電子'))")]
    [InlineData("文書 \\-電子", "(('文書')) & (('電子'))")]
    [InlineData("文書 | 電子", "(('文書') | ('電子'))")]
    [InlineData("文書｜電子 税", "(('文書') | ('電子')) & (('税':*))")]
    [InlineData("ISO27001", "(('iso' <1> '27001'))")]
    [InlineData("文書管理SaaS", "(('文書' <1> '書管' <1> '管理' <2> 'saas') | ('文書' <1> '書管' <1> '管理' & 'saas'))")]
    [InlineData("\"閉じない", "(('閉じ' <1> 'じな' <1> 'ない'))")]
    [InlineData("-", "")]
    [InlineData("'); drop table", "(('drop')) & (('table'))")]
    [InlineData("!!! ??? \\", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Understands(string? typed, string query) => Assert.Equal(query, Keywords.Parse(typed).ToString());

    [Fact]
    public void Only_exclusions_are_taken_away_from_everything()
    {
        var keywords = Keywords.Parse("-文書 -税");
        Assert.True(keywords.OnlyExcludes);
        Assert.Equal("(!('文書')) & (!('税':*))", keywords.ToString());
    }

    [Fact]
    public void Other_words_for_the_same_are_looked_for_too_unless_quoted()
    {
        var synonyms = new Synonyms([["電子申請", "オンライン申請"]]);
        Assert.Contains("おん", Keywords.Parse("電子申請システム", synonyms).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("おん", Keywords.Parse("\"電子申請\"", synonyms).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("おん", Keywords.Parse("-電子申請", synonyms).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_input_is_understood() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), typed => Keywords.Parse(typed).ToString() is not null).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_mixture_of_signs_that_mean_something_is_understood() => Prop.ForAll(
        Gen.ListOf(Gen.Elements("\"「」『』“”|-−ー\\ 　'&!():*<>文書aｱﾞ1\0\uD83D\uDE00\uD800\u3099".ToCharArray())).ToArbitrary(),
        chars =>
        {
            var keywords = Keywords.Parse(string.Concat(chars));
            _ = Highlights.Mark(string.Concat(chars), keywords);
            return keywords.ToString().Count(c => c == '\'') % 2 == 0 && !keywords.ToString().Contains('\0', StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
}
