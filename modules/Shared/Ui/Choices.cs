using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>Radio buttons or checkboxes as a group: <c>&lt;m-choices asp-for="Input.Kind" kind="radio" label="調達の方法" options="Model.Kinds" /&gt;</c>.</summary>
[HtmlTargetElement("m-choices")]
public sealed class ChoicesTagHelper : FormTagHelper
{
    /// <summary>radio or checkbox (several values of one name).</summary>
    public string Kind { get; set; } = "radio";

    public IEnumerable<Option> Options { get; set; } = [];

    /// <summary>Short choices side by side.</summary>
    public bool Inline { get; set; }

    /// <summary>Leaves out the 必須/任意 mark: filters.</summary>
    public bool Plain { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        OneOf(Kind, "radio", "checkbox");
        var extra = (await output.GetChildContentAsync()).GetContent();
        var (shown, hint) = (Shown, HintLine());
        var options = Options.ToList();
        IHtmlContent Choice(Option option, int i)
        {
            // The first choice carries the field's own id, which the error summary links to.
            var id = i == 0 ? FieldId : string.Create(CultureInfo.InvariantCulture, $"{FieldId}-{i + 1}");
            var hintId = option.Hint is null ? null : id + "-note";
            return Html.Tag("div", "m-choice",
                Html.Tag("input").With("type", Kind).With("id", id).With("name", FullName).With("value", option.Value)
                    .With("aria-describedby", hintId).Flag("checked", shown.Contains(option.Value, StringComparer.Ordinal)),
                Html.Tag("label", null, option.Text, option.Count is { } count ? Html.Tag("span", "m-count", T["（{0}件）", count.ToString("#,0", CultureInfo.InvariantCulture)]) : null).With("for", id),
                option.Hint is null ? null : Html.Tag("p", "m-hint", option.Hint).With("id", hintId));
        }

        // Neighbours of one group stand under its heading.
        var choices = new List<IHtmlContent>();
        for (var i = 0; i < options.Count;)
        {
            var (first, group) = (i, options[i].Group);
            while (i < options.Count && options[i].Group == group)
                i++;
            var these = options[first..i].Select((o, n) => Choice(o, first + n));
            var headId = string.Create(CultureInfo.InvariantCulture, $"{FieldId}-group-{first}");
            if (group is null)
                choices.AddRange(these);
            else
                choices.Add(Html.Tag("div", "m-choice-group", Html.Tag("p", null, group).With("id", headId), these).With("role", "group").With("aria-labelledby", headId));
        }

        Become(output, Html.Tag("fieldset", Html.Css("m-field m-choices", Inline ? "is-inline" : null, Errors.Count > 0 ? "is-error" : null),
            Html.Tag("legend", "m-label", Label, Plain ? null : " ", Plain ? null : Mark()),
            hint,
            extra.Length > 0 ? new HtmlString(extra) : null,
            ErrorLines(),
            Html.Tag("div", "m-choice-list", choices))
            .With("aria-describedby", DescribedBy(hint is not null)).With("aria-invalid", null));
    }
}

/// <summary>One checkbox for yes or no: <c>&lt;m-check asp-for="Input.Agreed" label="規約に同意する" /&gt;</c>; binds to bool.</summary>
[HtmlTargetElement("m-check")]
public sealed class CheckTagHelper : FormTagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var hint = HintLine();
        Become(output, Html.Tag("div", Html.Css("m-field", Errors.Count > 0 ? "is-error" : null),
            ErrorLines(),
            Html.Tag("div", "m-choice",
                Html.Tag("input").With("type", "checkbox").With("id", FieldId).With("name", FullName).With("value", "true")
                    .With("aria-describedby", DescribedBy(hint is not null)).With("aria-invalid", Errors.Count > 0 ? "true" : null)
                    .Flag("checked", Shown.Contains("true", StringComparer.OrdinalIgnoreCase)),
                Html.Tag("label", null, Label, Required ? " " : null, Required ? Mark() : null).With("for", FieldId),
                hint)));
    }
}
