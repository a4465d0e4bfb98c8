using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>A verb: <c>&lt;m-button&gt;申し込む&lt;/m-button&gt;</c> submits; <c>&lt;m-button href="/cases/new" variant="secondary"&gt;</c> is a link.
/// One primary per page. Other attributes (name, value, formaction, asp-page-handler is not one) go onto the element.</summary>
[HtmlTargetElement("m-button")]
public sealed class ButtonTagHelper : UiTagHelper
{
    /// <summary>primary, secondary, text or danger.</summary>
    public string Variant { get; set; } = "primary";

    /// <summary>Makes it a link.</summary>
    public string? Href { get; set; }

    /// <summary>submit or button.</summary>
    public string Type { get; set; } = "submit";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = new HtmlString((await output.GetChildContentAsync()).GetContent());
        var css = "m-button m-button-" + OneOf(Variant, "primary", "secondary", "text", "danger");
        Become(output, Href is null ? Html.Tag("button", css, inner).With("type", Type) : Html.Tag("a", css, inner).With("href", Href));
    }
}

/// <summary>A row of buttons: the primary one first. <c>&lt;m-actions&gt;…&lt;/m-actions&gt;</c>.</summary>
[HtmlTargetElement("m-actions")]
public sealed class ActionsTagHelper : UiTagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        Become(output, Html.Tag("div", "m-actions", new HtmlString((await output.GetChildContentAsync()).GetContent())));
}
