using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>A word of the trade with its explanation on hover and focus: <c>&lt;m-term of="検収" /&gt;</c> from the <see cref="Glossary"/>,
/// or <c>&lt;m-term of="…" explain="…" /&gt;</c>. Not inside labels, links and buttons.</summary>
[HtmlTargetElement("m-term", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TermTagHelper : UiTagHelper
{
    /// <summary>The word in Japanese, as in the glossary.</summary>
    public string Of { get; set; } = "";
    public string? Explain { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var explanation = Explain ?? T[(Glossary.Find(Of) ?? throw new InvalidOperationException($"\"{Of}\" is not in the glossary.")).Explanation];
        var id = NewId("term");
        Become(output, Html.Tag("span", "m-term",
            Html.Tag("button", null, T[Of]).With("type", "button").With("aria-describedby", id),
            Html.Tag("span", "m-term-tip", explanation).With("role", "tooltip").With("id", id)));
    }
}
