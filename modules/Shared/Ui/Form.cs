using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>Every form: the browser does not judge what is typed. It would in its own language, in a bubble, one field at a time, and the page's own messages would
/// never be reached.</summary>
[HtmlTargetElement("form")]
public sealed class OwnMessagesTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Attributes.SetAttribute(new TagHelperAttribute("novalidate", null, HtmlAttributeValueStyle.Minimized));
}
