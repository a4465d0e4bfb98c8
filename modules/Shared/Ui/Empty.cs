using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>A list without entries says what would be here and how it gets here: <c>&lt;m-empty title="案件はまだありません"&gt;&lt;p&gt;…&lt;/p&gt;&lt;/m-empty&gt;</c>.</summary>
[HtmlTargetElement("m-empty")]
public sealed class EmptyTagHelper : UiTagHelper
{
    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        Become(output, Html.Tag("div", "m-empty", Html.Tag("p", "m-empty-title", Title), new HtmlString((await output.GetChildContentAsync()).GetContent())));
}
