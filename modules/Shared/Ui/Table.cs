using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>A table with caption in a region that scrolls sideways on narrow screens: <c>&lt;m-table caption="契約" class="stack"&gt;&lt;thead&gt;…</c>.
/// Class "stack": rows become cards at 375 px, cells need <c>data-label</c>. Class "pin": the first column stays in sight. Cells: class "num" for figures.</summary>
[HtmlTargetElement("m-table")]
public sealed class TableTagHelper : UiTagHelper
{
    public string Caption { get; set; } = "";

    /// <summary>The caption is read out but not seen, because a heading says the same.</summary>
    public bool CaptionHidden { get; set; }

    /// <summary>Many rows: the region gets a height of its own and the head stays in sight.</summary>
    public bool Tall { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = new HtmlString((await output.GetChildContentAsync()).GetContent());
        var id = NewId("table");
        var table = Html.Tag("table", "m-table", Html.Tag("caption", CaptionHidden ? "m-unseen" : null, Caption).With("id", id), inner);
        Become(output, table);
        output.Content.SetHtmlContent(Html.Tag("div", Html.Css("m-table-region", Tall ? "is-tall" : null), table)
            .With("role", "region").With("tabindex", "0").With("aria-labelledby", id));
    }
}
