using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>A filter in force and the address without it.</summary>
public sealed record AppliedFilter(string Text, string RemoveUrl);

/// <summary>Filters at the left of a list, a drawer on narrow screens, inside the page's <c>&lt;form method="get"&gt;</c> and <c>.with-filters</c>:
/// <c>&lt;m-filter-panel count="Model.Applied.Count"&gt;&lt;m-choices plain="true" …/&gt;&lt;/m-filter-panel&gt;</c>. Brings its own "絞り込む" button.</summary>
[HtmlTargetElement("m-filter-panel")]
public sealed class FilterPanelTagHelper : UiTagHelper
{
    /// <summary>How many filters are in force; shown on the drawer.</summary>
    public int Count { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = new HtmlString((await output.GetChildContentAsync()).GetContent());
        Become(output, Html.Tag("details", "m-filter-panel",
            Html.Tag("summary", null, Icon.Of("next"), Html.Tag("span", null, T["絞り込み"], Count > 0 ? T["（{0}件）", Count] : null)),
            Html.Tag("div", "m-filter-body", inner, Html.Tag("button", "m-button m-button-secondary", T["絞り込む"]).With("type", "submit"))));
    }
}

/// <summary>Filters in force as removable chips: <c>&lt;m-applied filters="Model.Applied" clear="/services" /&gt;</c>.</summary>
[HtmlTargetElement("m-applied", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class AppliedTagHelper : UiTagHelper
{
    public IReadOnlyList<AppliedFilter> Filters { get; set; } = [];

    /// <summary>Address without any filter.</summary>
    public string? Clear { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Filters.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        Become(output, Html.Tag("ul", "m-applied",
            Filters.Select(f => Html.Tag("li", null, Html.Tag("a", null, f.Text, Icon.Of("close"), Html.Unseen(T["（この条件を外す）"])).With("href", f.RemoveUrl))),
            Clear is null ? null : Html.Tag("li", null, Html.Tag("a", "m-applied-clear", T["条件をすべて外す"]).With("href", Clear)))
            .With("aria-label", T["いまの絞り込み条件"]));
    }
}
