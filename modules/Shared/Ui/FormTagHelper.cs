using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>What all form components share: name, id, what was typed, errors and how they are linked.</summary>
public abstract class FormTagHelper : UiTagHelper
{
    [HtmlAttributeName("asp-for")]
    public ModelExpression? For { get; set; }

    /// <summary>Field name when there is no <c>asp-for</c>, e.g. "answers[backup]".</summary>
    public string? Name { get; set; }

    /// <summary>Present value when there is no <c>asp-for</c>; what was typed before a refusal wins.</summary>
    public object? Value { get; set; }

    public string Label { get; set; } = "";
    public string? Hint { get; set; }
    public bool Required { get; set; }

    protected string FullName => For is null
        ? Name ?? throw new InvalidOperationException("A form component needs asp-for or name.")
        : ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    /// <summary>Where several forms of a page have a field of the same name, each needs an id of its own; otherwise it follows from the name.</summary>
    public string? Id { get; set; }

    protected string FieldId => Id ?? IdOf(FullName);

    protected IReadOnlyList<string> Errors => ViewContext.ModelState.TryGetValue(FullName, out var entry)
        ? [.. entry.Errors.Select(e => ErrorText(e.ErrorMessage))]
        : [];

    /// <summary>The id of the control with this name; the error summary links to it.</summary>
    internal static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    internal string ErrorText(string message) => message.Length > 0 ? message : T["入力した内容を読み取れませんでした。もう一度入力してください。"];

    /// <summary>What to show: what was typed last, otherwise the model's value.</summary>
    protected IReadOnlyList<string> Shown
    {
        get
        {
            if (ViewContext.ModelState.TryGetValue(FullName, out var entry) && entry.RawValue is { } raw)
                return raw is string[] many ? many : [Convert.ToString(raw, CultureInfo.InvariantCulture) ?? ""];
            return (For is null ? Value : For.Model) switch
            {
                null => [],
                string text => [text],
                IEnumerable list => [.. list.Cast<object?>().Select(InForm)],
                var one => [InForm(one)],
            };
        }
    }

    protected static string InForm(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.JapanDay().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Money money => money.Yen.ToString(CultureInfo.InvariantCulture),
        FiscalYear year => year.Year.ToString(CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>※必須 or 任意.</summary>
    protected TagBuilder Mark() => Required ? Html.Tag("span", "m-required", T["※必須"]) : Html.Tag("span", "m-optional", T["任意"]);

    protected TagBuilder? HintLine(string? more = null) =>
        string.IsNullOrEmpty(Hint) && more is null ? null : Html.Tag("p", "m-hint", Hint, more is null || string.IsNullOrEmpty(Hint) ? null : " ", more).With("id", FieldId + "-hint");

    protected IEnumerable<IHtmlContent> ErrorLines() => Errors.Count == 0
        ? []
        : [Html.Tag("div", "m-error", Errors.Select(e => Html.Tag("p", null, Icon.Of("bad"), Html.Unseen(T["エラー："]), e)).ToArray<IHtmlContent>().AsEnumerable())
            .With("id", FieldId + "-error")];

    /// <summary>Ids of hint and error for aria-describedby.</summary>
    protected string? DescribedBy(bool hasHint)
    {
        var ids = Html.Css(hasHint ? FieldId + "-hint" : null, Errors.Count > 0 ? FieldId + "-error" : null);
        return ids.Length == 0 ? null : ids;
    }
}
