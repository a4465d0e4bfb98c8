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
    [InlineData("文書管理SaaS", "(('文書' <1> '書管' <1> '管理' <2> 'saas'))")]
    [InlineData("\"閉じない", "(('閉じ' <1> 'じな' <1> 'ない'))")]
    [InlineData("-", "")]
    [InlineData("'); drop table", "(('drop')) & (('table'))")]
    [InlineData("!!! ??? \\", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Understands(string? typed, string query) => Assert.Equal(query, Keywords.Parse(typed).ToTsQuery());

    [Fact]
    public void Only_exclusions_are_taken_away_from_everything()
    {
        var keywords = Keywords.Parse("-文書 -税");
        Assert.True(keywords.OnlyExcludes);
        Assert.Equal("('文書') | ('税':*)", keywords.ToTsQuery(excluded: true));
    }

    [Fact]
    public void Any_input_is_understood() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), typed => Keywords.Parse(typed).ToTsQuery() is not null).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_mixture_of_signs_that_mean_something_is_understood() => Prop.ForAll(
        Gen.ListOf(Gen.Elements("\"「」『』“”|-−ー\\ 　'&!():*<>文書aｱﾞ1\0\uD83D\uDE00\uD800\u3099".ToCharArray())).ToArbitrary(),
        chars =>
        {
            var keywords = Keywords.Parse(string.Concat(chars));
            _ = Highlights.Mark(string.Concat(chars), keywords);
            return keywords.ToTsQuery().Count(c => c == '\'') % 2 == 0 && !keywords.ToTsQuery().Contains('\0', StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
}
