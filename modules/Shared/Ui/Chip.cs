using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>A state as word and icon: <c>&lt;m-chip state="good"&gt;承認済み&lt;/m-chip&gt;</c>; states: neutral, info, good, warn, bad.</summary>
[HtmlTargetElement("m-chip")]
public sealed class ChipTagHelper : UiTagHelper
{
    public string State { get; set; } = "neutral";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        Become(output, Of(State, new HtmlString((await output.GetChildContentAsync()).GetContent())));

    internal static Microsoft.AspNetCore.Mvc.Rendering.TagBuilder Of(string state, object text) =>
        Html.Tag("span", "m-chip m-chip-" + OneOf(state, "neutral", "info", "good", "warn", "bad"), Icon.Of(state), Html.Tag("span", null, text));
}
