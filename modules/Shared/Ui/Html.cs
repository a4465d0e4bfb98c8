using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Marketplace.Shared.Ui;

/// <summary>Builds markup in tag helpers: strings are encoded, markup is appended, null is left out.</summary>
internal static class Html
{
    private static readonly HashSet<string> Void = new(["input", "hr", "br", "img", "rect"], StringComparer.Ordinal);

    internal static TagBuilder Tag(string name, string? css = null, params object?[] content)
    {
        var tag = new TagBuilder(name);
        if (Void.Contains(name))
            tag.TagRenderMode = TagRenderMode.SelfClosing;
        return tag.With("class", css).Add(content);
    }

    /// <summary>Sets an attribute; null leaves it out.</summary>
    internal static TagBuilder With(this TagBuilder tag, string name, string? value)
    {
        if (value is not null)
            tag.Attributes[name] = value;
        return tag;
    }

    internal static TagBuilder Flag(this TagBuilder tag, string name, bool on) => on ? tag.With(name, name) : tag;

    internal static TagBuilder Add(this TagBuilder tag, params object?[] content)
    {
        foreach (var part in content)
            tag.InnerHtml.Put(part);
        return tag;
    }

    internal static IHtmlContentBuilder Put(this IHtmlContentBuilder to, object? part) => part switch
    {
        null => to,
        IHtmlContent markup => to.AppendHtml(markup),
        IEnumerable<IHtmlContent> many => many.Aggregate(to, (t, m) => t.AppendHtml(m)),
        _ => to.Append(Convert.ToString(part, System.Globalization.CultureInfo.InvariantCulture) ?? ""),
    };

    /// <summary>Text that only assistive technology reads.</summary>
    internal static TagBuilder Unseen(string text) => Tag("span", "m-unseen", text);

    /// <summary>Class names with the empty ones left out.</summary>
    internal static string Css(params string?[] names) => string.Join(' ', names.Where(n => !string.IsNullOrEmpty(n)));
}

/// <summary>Line icons, drawn in the text's colour; never the only carrier of a meaning.</summary>
internal static class Icon
{
    private static readonly Dictionary<string, string> Shapes = new(StringComparer.Ordinal)
    {
        ["good"] = """<circle cx="10" cy="10" r="8"/><path d="m6.2 10.3 2.6 2.6 5-5.4"/>""",
        ["tick"] = """<path d="m3.5 10.5 4.5 4.5 8.5-9.5"/>""",
        ["info"] = """<circle cx="10" cy="10" r="8"/><path d="M10 9.2v5M10 5.6v.9"/>""",
        ["warn"] = """<path d="M10 2.6 18.4 17H1.6z"/><path d="M10 8v4.2M10 14.1v.8"/>""",
        ["bad"] = """<path d="M6.7 2h6.6L18 6.7v6.6L13.3 18H6.7L2 13.3V6.7z"/><path d="M10 5.6v5.4M10 13.4v.9"/>""",
        ["neutral"] = """<circle cx="10" cy="10" r="8"/><path d="M6.4 10h7.2"/>""",
        ["next"] = """<path d="m7.5 4 6 6-6 6"/>""",
        ["back"] = """<path d="m12.5 4-6 6 6 6"/>""",
        ["down"] = """<path d="m4 7.5 6 6 6-6"/>""",
        ["close"] = """<path d="m5 5 10 10M15 5 5 15"/>""",
        ["lock"] = """<path d="M4.5 9h11v8.5h-11zM7 9V6a3 3 0 0 1 6 0v3"/>""",
        ["person"] = """<circle cx="10" cy="6.4" r="3.4"/><path d="M3.4 17.5c.7-3.6 3.4-5.4 6.6-5.4s5.9 1.8 6.6 5.4"/>""",
    };

    internal static IHtmlContent Of(string name) => new HtmlString(
        $"""<svg class="m-icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true" focusable="false">{Shapes[name]}</svg>""");
}
