using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>Something that happened, in words and in the request's language.</summary>
/// <param name="Who">Person and organisation, e.g. "青空市 佐藤 花子".</param>
/// <param name="What">e.g. "決裁しました。".</param>
/// <param name="Detail">Reason or comment, or null.</param>
public sealed record HistoryItem(DateTimeOffset When, string Who, string What, string? Detail = null);

/// <summary>What happened, newest first as given: <c>&lt;m-history items="Model.History" /&gt;</c>.</summary>
[HtmlTargetElement("m-history", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class HistoryTagHelper : UiTagHelper
{
    public IEnumerable<HistoryItem> Items { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        Become(output, Html.Tag("ol", "m-history", Items.Select(item => Html.Tag("li", null,
            Html.Tag("p", "m-history-what", item.What),
            Html.Tag("p", "m-history-who", DateTagHelper.Of(item.When), " ", item.Who),
            item.Detail is null ? null : Html.Tag("p", "m-history-detail", item.Detail)))));
}
