using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>An amount in tabular figures: <c>&lt;m-money value="@Model.Total" /&gt;</c>; null shows "—". Put class "num" on the table cell.</summary>
[HtmlTargetElement("m-money", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MoneyTagHelper : UiTagHelper
{
    public Money? Value { get; set; }

    /// <summary>"税込" or "税抜" and the like, small behind the amount.</summary>
    public string? Note { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        Become(output, Value is { } money
            ? Html.Tag("span", Html.Css("m-money", money.Yen < 0 ? "is-negative" : null), money.ToString(), Note is null ? null : Html.Tag("small", null, Note))
            : Html.Tag("span", "m-money", Html.Tag("span", null, "—").With("aria-hidden", "true"), Html.Unseen(T["なし"])));
}
