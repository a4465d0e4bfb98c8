using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>How far along: <c>&lt;m-progress value="Model.Done" max="Model.Total" label="入力の進み具合" unit="問" /&gt;</c>.</summary>
[HtmlTargetElement("m-progress", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ProgressTagHelper : UiTagHelper
{
    public long Value { get; set; }
    public long Max { get; set; }
    public string Label { get; set; } = "";
    public string? Unit { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = NewId("progress");
        var (value, max) = (Value.ToString(CultureInfo.InvariantCulture), Math.Max(1, Max).ToString(CultureInfo.InvariantCulture));
        var percent = Max <= 0 ? 0 : Math.Clamp(Value * 100 / Max, 0, 100);
        Become(output, Html.Tag("div", "m-progress",
            Html.Tag("span", "m-progress-label", Label).With("id", id),
            Html.Tag("progress", null, percent, "%").With("value", value).With("max", max).With("aria-labelledby", id),
            Html.Tag("span", "m-progress-text", string.Equals(Unit, "%", StringComparison.Ordinal) ? $"{percent}%" : T["{0} / {1}{2}（{3}%）", Value.ToString("#,0", CultureInfo.InvariantCulture), Max.ToString("#,0", CultureInfo.InvariantCulture),
                Unit is null ? "" : Texts.IsEnglish ? " " + Unit : Unit, percent])));
    }
}
