using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>Facts as term and value: <c>&lt;m-facts&gt;&lt;m-fact term="契約期間"&gt;…&lt;/m-fact&gt;&lt;/m-facts&gt;</c>.</summary>
[HtmlTargetElement("m-facts")]
public sealed class FactsTagHelper : UiTagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        Become(output, Html.Tag("dl", "m-facts", new HtmlString((await output.GetChildContentAsync()).GetContent())));
}

/// <summary>One fact; on "check your answers" with a link to change it: <c>&lt;m-fact term="…" change="/cases/new/title"&gt;value&lt;/m-fact&gt;</c>. Empty shows "未入力".</summary>
[HtmlTargetElement("m-fact")]
public sealed class FactTagHelper : UiTagHelper
{
    public string Term { get; set; } = "";

    /// <summary>Address of the page where it is changed.</summary>
    public string? Change { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var value = (await output.GetChildContentAsync()).GetContent();
        Become(output, Html.Tag("div", null,
            Html.Tag("dt", null, Term),
            Html.Tag("dd", null, string.IsNullOrWhiteSpace(value) ? Html.Tag("span", "soft", T["未入力"]) : new HtmlString(value)),
            string.IsNullOrEmpty(Change) ? null : Html.Tag("dd", "m-fact-change", Html.Tag("a", null, T["変更する"], Html.Unseen(T["（{0}）", Term])).With("href", Change))));
    }
}
