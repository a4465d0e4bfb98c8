using FsCheck;
using FsCheck.Fluent;
using Marketplace.Catalog.Browse;
using Xunit;

namespace Marketplace.Tests.Catalog.Browse;

[Trait("Kind", "Fast")]
public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("[x](javascript:alert(1))", "javascript:")]
    [InlineData("[x](java&#115;cript:alert(1))", "href")]
    [InlineData("[x](data:text/html,1)", "href")]
    [InlineData("<javascript:alert(1)>", "href")]
    [InlineData("![x](https://tracker.example/a.png)", "<img")]
    [InlineData("[x][1]\n\n[1]: javascript:alert(1)", "href")]
    [InlineData("[x](//evil.example)", "href")]
    [InlineData("<a href=\"https://x.example\" onclick=\"y\">z</a>", "<a ")]
    [InlineData("# 見出し", "<h1")]
    public void Holds_back(string markdown, string held) => Assert.DoesNotContain(held, MarkdownText.Html(markdown).ToString(), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Headings_leave_no_gap_in_the_pages_outline() =>
        Assert.Equal("<h3>特色</h3>\n<h4>細目</h4>\n<h3>費用</h3>\n", MarkdownText.Html("### 特色\n##### 細目\n### 費用").ToString());

    [Fact]
    public void Shows_headings_lists_and_links_to_the_web() =>
        Assert.Equal("<h3>機能</h3>\n<ul>\n<li><a href=\"https://example.jp/\">説明</a></li>\n</ul>\n", MarkdownText.Html("# 機能\n- [説明](https://example.jp/)").ToString());

    [Fact]
    public void Any_text_is_shown() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => MarkdownText.Html(text ?? "").ToString() is not null).QuickCheckThrowOnFailure();
}
