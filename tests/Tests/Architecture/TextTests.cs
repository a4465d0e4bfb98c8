using System.Text.RegularExpressions;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>English is complete: every text that a page or a rule says has its twin, with the same places.</summary>
[Trait("Kind", "Fast")]
public sealed partial class TextTests
{
    [Fact]
    public void Every_text_of_pages_and_rules_has_English()
    {
        _ = typeof(Marketplace.Host.HostBuilder).Assembly;
        var missing = Keys().Where(k => !Texts.AllEnglish.ContainsKey(k.Key)).Select(k => $"{k.File}: {k.Key}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Fact]
    public void English_has_the_places_of_the_Japanese()
    {
        var wrong = Texts.AllEnglish.Where(t => !Places().Matches(t.Key).Select(m => m.Value).ToHashSet(StringComparer.Ordinal).SetEquals(Places().Matches(t.Value).Select(m => m.Value))).Select(t => $"{t.Key} -> {t.Value}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void English_is_English() => Assert.Empty(Texts.AllEnglish.Where(t => Kana().IsMatch(t.Key) && t.Value.Length > 1 && !Latin().IsMatch(t.Value)).Select(t => t.Key));

    private static IEnumerable<(string File, string Key)> Keys()
    {
        var root = DependencyTests.FindRoot();
        var files = new[] { "host", "modules" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(root, f), "*.cs*", SearchOption.AllDirectories))
            .Where(f => (f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal)) && !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/Migrations/", StringComparison.Ordinal) && !f.EndsWith("/Design.cshtml", StringComparison.Ordinal) && !f.EndsWith("/Design.cshtml.cs", StringComparison.Ordinal) && !f.EndsWith("/Shared/Texts.cs", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            foreach (Match match in Uses().Matches(text))
                yield return (Path.GetRelativePath(root, file), Regex.Unescape(match.Groups[1].Value));
            foreach (Match match in Refusals().Matches(text))
                yield return (Path.GetRelativePath(root, file), Regex.Unescape(match.Groups[1].Value));
        }
    }

    [GeneratedRegex("\\bT\\[\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Uses();

    [GeneratedRegex("Refusal\\.(?:Invalid|Conflict)\\((?:[^\"()]*\"[^\"]*\",){1,2}\\s*\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Refusals();

    [GeneratedRegex("\\{\\d+\\}")]
    private static partial Regex Places();

    [GeneratedRegex("[ぁ-んァ-ヴ]")]
    private static partial Regex Kana();

    [GeneratedRegex("[A-Za-z{]")]
    private static partial Regex Latin();
}
