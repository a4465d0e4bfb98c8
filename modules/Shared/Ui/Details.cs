using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>More on demand: <c>&lt;m-details summary="計算の方法"&gt;…&lt;/m-details&gt;</c>; <c>open="true"</c> to start open.</summary>
[HtmlTargetElement("m-details")]
public sealed class DetailsTagHelper : UiTagHelper
{
    public string Summary { get; set; } = "";
    public bool Open { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        Become(output, Html.Tag("details", "m-details",
            Html.Tag("summary", null, Icon.Of("next"), Html.Tag("span", null, Summary)),
            Html.Tag("div", "m-details-body", new HtmlString((await output.GetChildContentAsync()).GetContent()))).Flag("open", Open));
}
