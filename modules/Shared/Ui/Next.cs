using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>The "next action" box, who must do what by when:
/// <c>&lt;m-next who="@Model.NextWho" due="Model.Due" mine="true"&gt;&lt;p&gt;…&lt;/p&gt;&lt;m-button&gt;…&lt;/m-button&gt;&lt;/m-next&gt;</c>. Stands on the right inside <c>.two-columns</c>.</summary>
[HtmlTargetElement("m-next")]
public sealed class NextTagHelper : UiTagHelper
{
    /// <summary>Who must act, e.g. "青空市 会計".</summary>
    public string? Who { get; set; }

    /// <summary>Last day.</summary>
    public DateOnly? Due { get; set; }

    /// <summary>It is the reader's turn.</summary>
    public bool Mine { get; set; }

    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = new HtmlString((await output.GetChildContentAsync()).GetContent());
        var id = NewId("next");
        Become(output, Html.Tag("section", Html.Css("m-next", Mine ? "is-mine" : null),
            Html.Tag("h2", null, Title ?? (Mine ? T["次にあなたがすること"] : T["次の手続き"])).With("id", id),
            Who is null && Due is null ? null : Html.Tag("dl", null,
                Who is null ? null : Html.Tag("div", null, Html.Tag("dt", null, T["担当"]), Html.Tag("dd", null, Who)),
                Due is not { } day ? null : Html.Tag("div", null, Html.Tag("dt", null, T["期限"]), Html.Tag("dd", null, DateTagHelper.Of(day)))),
            inner).With("aria-labelledby", id));
    }
}
