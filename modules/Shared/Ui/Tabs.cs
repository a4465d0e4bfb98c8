using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>One tab: a link to a page of its own, so that it can be shared and works without script.</summary>
public sealed record Tab(string Text, string Url, bool Current = false, long? Count = null);

/// <summary>Views of one thing: <c>&lt;m-tabs label="案件の表示" tabs="Model.Tabs" /&gt;</c>.</summary>
[HtmlTargetElement("m-tabs", TagStructure = TagStructure.NormalOrSelfClosing)]
public class TabsTagHelper : UiTagHelper
{
    public string Label { get; set; } = "";
    public IEnumerable<Tab> Tabs { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        Become(output, Html.Tag("nav", "m-tabs", Html.Tag("ul", null, Tabs.Select(tab => Html.Tag("li", null,
            Html.Tag("a", null, tab.Text, tab.Count is { } n ? Html.Tag("span", "m-count", T["（{0}件）", n.ToString("#,0", CultureInfo.InvariantCulture)]) : null)
                .With("href", tab.Url).With("aria-current", tab.Current ? "page" : null))))).With("aria-label", Label));
}
