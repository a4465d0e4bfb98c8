using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>Error summary on top of a page with a form; nothing when all is well: <c>&lt;m-errors /&gt;</c>.
/// It takes the focus, names every error and links to its field.</summary>
[HtmlTargetElement("m-errors")]
public sealed class ErrorsTagHelper : UiTagHelper
{
    internal const string OrderItem = "ui-error-order";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ModelState.SelectMany(field => field.Value?.Errors.Select(e => (field.Key, e.ErrorMessage)) ?? []).Distinct().OrderBy(e => Place(e.Key)).ToArray();
        if (errors.Length == 0)
        {
            output.SuppressOutput();
            return;
        }

        var id = NewId("errors");
        var unreadable = T["入力した内容を読み取れませんでした。もう一度入力してください。"];
        Become(output, Html.Tag("section", "m-errors",
            Html.Tag("h2", null, Icon.Of("bad"), errors.All(e => e.Key.Length == 0) ? T["手続きを進められません"] : T["入力内容を確認してください（{0}件）", errors.Length]).With("id", id),
            Html.Tag("ul", null, errors.Select(e => (IHtmlContent)Html.Tag("li", null, Line(e.Key, e.ErrorMessage.Length > 0 ? e.ErrorMessage : unreadable)))))
            .With("aria-labelledby", id).With("role", "alert").With("tabindex", "-1").Flag("autofocus", true));
    }

    /// <summary>What could not be read comes first, then the refusals in the handler's order.</summary>
    private int Place(string field) => ViewContext.HttpContext.Items[OrderItem] is List<string> order ? order.IndexOf(field) : 0;

    private static object Line(string field, string text) => field.Length == 0 ? text : Html.Tag("a", null, text).With("href", "#" + FormTagHelper.IdOf(field));
}
