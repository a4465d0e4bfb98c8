using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

public enum StepState
{
    Done,
    Current,
    Next,

    /// <summary>Cannot go on until something else happens; say what in the detail.</summary>
    Blocked,
}

/// <summary>One step of a case, joint procurement or contract.</summary>
/// <param name="Detail">Date or who is on, in the request's language.</param>
/// <param name="Url">Link to the step's page, or null.</param>
public sealed record Step(string Text, StepState State, string? Detail = null, string? Url = null);

/// <summary>Where the thing stands: <c>&lt;m-steps label="案件の進み具合" steps="Model.Steps" /&gt;</c>.</summary>
[HtmlTargetElement("m-steps", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StepsTagHelper : UiTagHelper
{
    public string? Label { get; set; }
    public IReadOnlyList<Step> Steps { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        Become(output, Html.Tag("nav", "m-steps", Html.Tag("ol", null, Steps.Select((step, i) => Item(step, i + 1)))).With("aria-label", Label ?? T["進み具合"]));

    private Microsoft.AspNetCore.Mvc.Rendering.TagBuilder Item(Step step, int number)
    {
        var (css, word, icon) = step.State switch
        {
            StepState.Done => ("is-done", T["完了"], "tick"),
            StepState.Current => ("is-current", T["いまここ"], null),
            StepState.Next => ("is-next", T["これから"], null),
            StepState.Blocked => ("is-blocked", T["止まっています"], "warn"),
            _ => throw new InvalidOperationException($"Unknown step state {step.State}."),
        };
        object mark = icon is null ? number.ToString(CultureInfo.InvariantCulture) : Icon.Of(icon);
        var text = step.Url is null ? Html.Tag("span", "m-step-text", step.Text) : Html.Tag("a", "m-step-text", step.Text).With("href", step.Url);
        return Html.Tag("li", css,
            Html.Tag("span", "m-step-mark", mark).With("aria-hidden", "true"),
            Html.Tag("span", "m-step-body", text, Html.Tag("span", "m-step-state", word), step.Detail is null ? null : Html.Tag("span", "m-step-detail", step.Detail)))
            .With("aria-current", step.State == StepState.Current ? "step" : null);
    }
}
