using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>A file to send, in a form with <c>enctype="multipart/form-data"</c>: <c>&lt;m-upload asp-for="Input.Proof" label="証明書" accept=".pdf,.png" max-mb="10" /&gt;</c>.
/// Says what is allowed and which file is already there.</summary>
[HtmlTargetElement("m-upload", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class UploadTagHelper : FormTagHelper
{
    /// <summary>Endings as in HTML, e.g. ".pdf,.png".</summary>
    public string? Accept { get; set; }
    public int MaxMb { get; set; } = 10;
    public bool Multiple { get; set; }

    /// <summary>Name of the file already there, or null.</summary>
    public string? CurrentName { get; set; }

    /// <summary>Where it can be read.</summary>
    public string? CurrentUrl { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var allowed = Accept is null
            ? T["{0} MBまで。", MaxMb]
            : T["{0}、{1} MBまで。", string.Join(Texts.IsEnglish ? ", " : "・", Accept.Split(',', StringSplitOptions.TrimEntries).Select(a => a.TrimStart('.').ToUpperInvariant())), MaxMb];
        var hint = HintLine(allowed);
        TagBuilder? current = CurrentName is null ? null : Html.Tag("p", "m-upload-current", T["いまのファイル："],
            CurrentUrl is null ? CurrentName : Html.Tag("a", null, CurrentName).With("href", CurrentUrl));
        Become(output, Html.Tag("div", Html.Css("m-field", Errors.Count > 0 ? "is-error" : null),
            Html.Tag("label", "m-label", Label, " ", Mark()).With("for", FieldId), hint, ErrorLines(), current,
            Html.Tag("input", "m-input m-w-full").With("type", "file").With("id", FieldId).With("name", FullName).With("accept", Accept).Flag("multiple", Multiple)
                .With("aria-describedby", DescribedBy(true)).With("aria-invalid", Errors.Count > 0 ? "true" : null).With("aria-required", Required ? "true" : null)));
    }
}
