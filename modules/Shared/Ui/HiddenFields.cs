using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>Guards against a double submit: a hidden UUIDv7 made when the form is first shown and kept when it is shown again; the record
/// that the form creates takes it as its key. <c>&lt;m-once asp-for="Input.Id" /&gt;</c> or <c>name="Input.Id"</c>.</summary>
[HtmlTargetElement("m-once", TagStructure = TagStructure.WithoutEndTag)]
public sealed class OnceTagHelper : FormTagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var kept = Shown.Count > 0 && Guid.TryParse(Shown[0], CultureInfo.InvariantCulture, out var id) && id != Guid.Empty ? id : Guid.CreateVersion7();
        Replace(output, Html.Tag("input").With("type", "hidden").With("name", FullName).With("value", kept.ToString()));
    }
}

/// <summary>The row version the form was made from: <c>&lt;m-version value="@Model.Version" /&gt;</c> (name "Input.Version" unless given).
/// What was posted stays until a refusal as stale showed the newer content; then the newer version is taken.</summary>
[HtmlTargetElement("m-version", TagStructure = TagStructure.WithoutEndTag)]
public sealed class VersionTagHelper : UiTagHelper
{
    internal const string StaleItem = "ui-stale";

    public string Name { get; set; } = "Input.Version";
    public uint Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var stale = ViewContext.HttpContext.Items.ContainsKey(StaleItem);
        var posted = !stale && ViewContext.ModelState.TryGetValue(Name, out var entry) ? entry.AttemptedValue : null;
        Replace(output, Html.Tag("input").With("type", "hidden").With("name", Name).With("value", posted ?? Value.ToString(CultureInfo.InvariantCulture)));
    }
}
