using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>A notification: <c>&lt;m-banner kind="warning" title="証明書の期限が近づいています"&gt;what to do&lt;/m-banner&gt;</c>; kinds: info, success, warning, error.</summary>
[HtmlTargetElement("m-banner")]
public sealed class BannerTagHelper : UiTagHelper
{
    public string Kind { get; set; } = "info";
    public string? Title { get; set; }

    /// <summary>Read out when it appears (answers to an action).</summary>
    public bool Live { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var (icon, word) = Kind switch
        {
            "info" => ("info", T["お知らせ"]),
            "success" => ("good", T["完了しました"]),
            "warning" => ("warn", T["注意"]),
            "error" => ("bad", T["エラー"]),
            _ => throw new InvalidOperationException($"\"{Kind}\" is none of info, success, warning, error."),
        };
        var inner = (await output.GetChildContentAsync()).GetContent();
        Become(output, Html.Tag("div", "m-banner m-banner-" + Kind,
            Icon.Of(icon),
            Html.Tag("div", "m-banner-body", Html.Tag("p", "m-banner-title", Html.Unseen(word + T["："]), Title), string.IsNullOrWhiteSpace(inner) ? null : new HtmlString(inner)))
            .With("role", Live ? "status" : null));
    }
}
