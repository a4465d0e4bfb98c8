using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>One 決裁 box; name and day once it was approved here.</summary>
public sealed record Stamp(string Title, string? Name = null, DateOnly? Day = null);

/// <summary>決裁 boxes on printed papers: <c>&lt;m-stamp-boxes stamps="Model.Stamps" /&gt;</c>.</summary>
[HtmlTargetElement("m-stamp-boxes", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StampBoxesTagHelper : UiTagHelper
{
    public IReadOnlyList<Stamp> Stamps { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        Become(output, Html.Tag("table", "m-stamps",
            Html.Tag("caption", "m-unseen", T["決裁欄"]),
            Html.Tag("thead", null, Html.Tag("tr", null, Stamps.Select(s => Html.Tag("th", null, s.Title).With("scope", "col")))),
            Html.Tag("tbody", null, Html.Tag("tr", null, Stamps.Select(s => Html.Tag("td", null,
                s.Name is null ? Html.Unseen(T["空欄"]) : Html.Tag("span", null, s.Name), s.Day is { } day ? Html.Tag("small", null, Dates.Short(day)) : null))))));
}
