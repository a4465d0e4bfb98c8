using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>One section of a long form.</summary>
/// <param name="Url">Null while it cannot be started yet.</param>
/// <param name="Status">Word, e.g. "未入力", "入力済み".</param>
/// <param name="State">Chip state: neutral, info, good, warn, bad.</param>
public sealed record TaskItem(string Text, string? Url, string Status, string State = "neutral", string? Hint = null);

/// <summary>Sections of a long form with their state: <c>&lt;m-task-list items="Model.Sections" /&gt;</c>.</summary>
[HtmlTargetElement("m-task-list", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TaskListTagHelper : UiTagHelper
{
    public IEnumerable<TaskItem> Items { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        Become(output, Html.Tag("ul", "m-task-list", Items.Select(item =>
        {
            var id = NewId("task");
            return Html.Tag("li", null,
                Html.Tag("span", "m-task-text",
                    item.Url is null ? Html.Tag("span", "soft", item.Text) : Html.Tag("a", null, item.Text).With("href", item.Url).With("aria-describedby", id),
                    item.Hint is null ? null : Html.Tag("span", "m-hint", item.Hint)),
                Html.Tag("span", null, ChipTagHelper.Of(item.State, item.Status)).With("id", id));
        })));
}
