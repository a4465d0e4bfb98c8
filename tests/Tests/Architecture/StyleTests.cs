using System.Text.RegularExpressions;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>The stylesheets and the pages agree: a misspelt token or class is silently nothing in a browser.</summary>
[Trait("Kind", "Fast")]
public sealed partial class StyleTests
{
    private static readonly string Root = DependencyTests.FindRoot();
    private static readonly string Css = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Root, "host/wwwroot"), "*.css", SearchOption.AllDirectories).Select(File.ReadAllText));

    [Fact]
    public void Every_token_that_is_used_is_defined()
    {
        var defined = Definitions().Matches(Css).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Uses().Matches(Css).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal).Where(u => !defined.Contains(u)));
    }

    [Fact]
    public void Every_class_of_a_page_has_a_rule()
    {
        var ruled = Rules().Matches(Css).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var bare = Pages().SelectMany(p => Classes().Matches(p.Text).SelectMany(m => m.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(c => !ruled.Contains(c)).Select(c => $"{p.File}: {c}"));
        Assert.Empty(bare.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void No_page_styles_itself() => Assert.Empty(Pages().Where(p => p.Text.Contains(" style=\"", StringComparison.Ordinal)).Select(p => p.File));

    private static IEnumerable<(string File, string Text)> Pages() =>
        new[] { "host", "modules" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), "*.cshtml", SearchOption.AllDirectories)).Select(f => (Path.GetRelativePath(Root, f), File.ReadAllText(f)));

    [GeneratedRegex("(--[a-z0-9-]+)\\s*:")]
    private static partial Regex Definitions();

    [GeneratedRegex("var\\((--[a-z0-9-]+)")]
    private static partial Regex Uses();

    [GeneratedRegex("\\.([a-z][a-z0-9-]*)")]
    private static partial Regex Rules();

    [GeneratedRegex("class=\"([a-z0-9 -]+)\"")]
    private static partial Regex Classes();
}
