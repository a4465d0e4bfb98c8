using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace Marketplace.Catalog.Browse;

/// <summary>A vendor's Markdown as safe HTML: no raw HTML, no pictures (they would call strangers' servers), links only to the web and to mail, headings below the page's own.</summary>
internal static class MarkdownText
{
    /// <summary>The page's own headings end at the second level.</summary>
    private const int HighestHeading = 3;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().Build();

    private static readonly RecentTexts<HtmlString> Recent = new(1_000, Write);

    public static IHtmlContent Html(string markdown) => Recent.Of(markdown);

    private static HtmlString Write(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        // Whatever level the vendor begins at and skips, the page's outline has no gap.
        var headings = document.Descendants<HeadingBlock>().ToList();
        var levels = headings.Select(h => h.Level).Distinct().Order().ToList();
        foreach (var heading in headings)
            heading.Level = Math.Min(6, HighestHeading + levels.IndexOf(heading.Level));
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            if (link.IsImage || !IsSafe(link.GetDynamicUrl?.Invoke() ?? link.Url))
                link.ReplaceBy(new LiteralInline(Words(link)));
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && !IsSafe(l.Url)).ToList())
            link.ReplaceBy(new LiteralInline(link.Url));
        return new HtmlString(document.ToHtml(Pipeline));
    }

    private static bool IsSafe(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is ("https" or "http" or "mailto");

    private static string Words(LinkInline link) => string.Concat(link.Descendants<LiteralInline>().Select(l => l.Content.ToString()));
}
