using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>One choice of a select, radio group or checkbox group.</summary>
/// <param name="Count">How many results it would leave, in filters.</param>
/// <param name="Group">In m-choices: heading over it and its neighbours of the same group.</param>
public sealed record Option(string Value, string Text, string? Hint = null, int? Count = null, string? Group = null)
{
    /// <summary>Options from an enum: member names as values, texts from <paramref name="text"/>.</summary>
    public static IReadOnlyList<Option> Of<TEnum>(Func<TEnum, string> text) where TEnum : struct, Enum =>
        [.. Enum.GetValues<TEnum>().Select(v => new Option(v.ToString(), text(v)))];
}

/// <summary>A labelled input with hint and error: <c>&lt;m-field asp-for="Input.Title" label="件名" required="true" /&gt;</c>.
/// Attributes it does not know (min, max, rows, accept, multiple, readonly, spellcheck …) go onto the control.</summary>
[HtmlTargetElement("m-field")]
public sealed class FieldTagHelper : FormTagHelper
{
    /// <summary>text, textarea, number, date, time, email, tel, url, search, password, money, file or select.</summary>
    public string Kind { get; set; } = "text";

    /// <summary>For kind select.</summary>
    public IEnumerable<Option>? Options { get; set; }

    /// <summary>Text of the empty first choice of a select; default "選択してください".</summary>
    public string? Blank { get; set; }

    public string? Autocomplete { get; set; }
    public string? Unit { get; set; }

    /// <summary>short, medium or full; default by kind.</summary>
    public string? Width { get; set; }

    /// <summary>Told in the hint, not forced: what is typed is never cut.</summary>
    public int? Maxlength { get; set; }

    /// <summary>Hides the label from sight (search box with its own button).</summary>
    public bool LabelHidden { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        OneOf(Kind, "text", "textarea", "number", "date", "time", "email", "tel", "url", "search", "password", "money", "file", "select");
        var extra = (await output.GetChildContentAsync()).GetContent();
        var hint = HintLine(Maxlength is { } most ? T["{0}文字以内で入力してください。", most] : null);
        var control = Control()
            .With("id", FieldId).With("name", FullName).With("autocomplete", Autocomplete)
            .With("aria-describedby", DescribedBy(hint is not null)).With("aria-invalid", Errors.Count > 0 ? "true" : null)
            .With("aria-required", Required ? "true" : null);
        control.AddCssClass(Html.Css("m-input", "m-w-" + OneOf(Width ?? WidthByKind(), "short", "medium", "full")));
        foreach (var attribute in output.Attributes)
            control.With(attribute.Name, attribute.ValueStyle == HtmlAttributeValueStyle.Minimized ? attribute.Name : Text(attribute.Value));

        var unit = Unit ?? (string.Equals(Kind, "money", StringComparison.Ordinal) ? T["円"] : null);
        Replace(output, Html.Tag("div", Html.Css("m-field", Errors.Count > 0 ? "is-error" : null),
            Html.Tag("label", Html.Css("m-label", LabelHidden ? "m-unseen" : null), Label, " ", LabelHidden ? null : Mark()).With("for", FieldId),
            hint,
            extra.Length > 0 ? new Microsoft.AspNetCore.Html.HtmlString(extra) : null,
            ErrorLines(),
            Html.Tag("div", "m-control", control, unit is null ? null : Html.Tag("span", "m-unit", unit))));
    }

    private TagBuilder Control()
    {
        var shown = Shown.Count > 0 ? Shown[0] : null;
        switch (Kind)
        {
            case "textarea":
                // The browser drops the first line break after the tag.
                return Html.Tag("textarea", null, "\n", shown).With("rows", "5");
            case "select":
                var chosen = Shown;
                var blank = Html.Tag("option", null, Blank ?? T["選択してください"]).With("value", "");
                return Html.Tag("select", null, blank, (Options ?? []).Select(o =>
                    Html.Tag("option", null, o.Text).With("value", o.Value).Flag("selected", chosen.Contains(o.Value, StringComparer.Ordinal))));
            case "money" or "number":
                return Input("text", Grouped(shown)).With("inputmode", "numeric");
            case "password":
                return Input("password", null);
            case "file":
                return Input("file", null);
            case "email" or "url":
                return Input(Kind, shown).With("spellcheck", "false");
            default:
                return Input(Kind, shown);
        }
    }

    private static TagBuilder Input(string type, string? value) => Html.Tag("input").With("type", type).With("value", value);

    /// <summary>Amounts are shown as clerks write them; what cannot be read is shown as typed.</summary>
    private string? Grouped(string? shown) => string.Equals(Kind, "money", StringComparison.Ordinal) && long.TryParse(shown, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var yen)
        ? yen.ToString("#,0", CultureInfo.InvariantCulture)
        : shown;

    private string WidthByKind() => Kind switch
    {
        "number" or "date" or "time" or "money" or "tel" => "short",
        "password" or "select" => "medium",
        _ => "full",
    };
}
